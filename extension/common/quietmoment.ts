/** Keys that follow each other faster than that are somebody's typing, in milliseconds. */
const typingMs = 400;
/** What waits for the next letter waits no longer than that, in milliseconds: what is live stays so. */
const longestWaitMs = 150;

/**
 * Finds the moments at which work is in nobody's way: at once, but while somebody types, right after a letter is on the
 * screen. Work that had begun when a key was pressed would delay its letter.
 */
class QuietMoments {
  constructor() {
    document.addEventListener("keydown", this._onKey, { capture: true, passive: true });
  }

  /** Does work in such a moment; what was given first is done first. */
  whenQuiet(work: () => void): void {
    if (this._waiting.length === 0 && performance.now() - this._lastKeyAt > typingMs) {
      work();
      return;
    }
    this._waiting.push(work);
    this._timer ??= setTimeout(this._workOff, longestWaitMs);
  }

  private readonly _onKey = (): void => {
    this._lastKeyAt = performance.now();
    requestAnimationFrame(() => {
      // the letter is painted when the frame is over
      setTimeout(this._workOff);
    });
  };

  private readonly _workOff = (): void => {
    clearTimeout(this._timer);
    this._timer = undefined;
    try {
      for (let work = this._waiting.shift(); work; work = this._waiting.shift()) {
        work();
      }
    } finally {
      if (this._waiting.length > 0) {
        // the browser tells of the one that failed, whose error is nothing to the others
        this._timer = setTimeout(this._workOff);
      }
    }
  };

  private _lastKeyAt = -Infinity;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private readonly _waiting: (() => void)[] = [];
}

let moments: QuietMoments | null = null;

/**
 * Does work that may wait: at once, or while somebody types in the page, right after the next letter is on the screen, at
 * the latest after a sixth of a second.
 */
export function whenQuiet(work: () => void): void {
  moments ??= new QuietMoments();
  moments.whenQuiet(work);
}
