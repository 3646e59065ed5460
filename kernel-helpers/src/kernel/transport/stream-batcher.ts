import type { StreamText } from "./thread-messages";

/** How long text may wait for more of it, in milliseconds. */
const delay = 10;
/** Text is sent at once when this much has gathered, in UTF-16 units. */
const enough = 64 * 1024;

/**
 * Joins what a cell prints in quick succession: a loop of 100,000 `console.log` makes a few hundred messages, which
 * front ends can show, instead of 100,000, which they drop.
 */
export class StreamBatcher {
  private pending: StreamText | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (text: StreamText) => void) {}

  add(next: StreamText): void {
    const { pending } = this;
    if (pending && (pending.name !== next.name || pending.parentHeader !== next.parentHeader)) {
      this.flush();
    }
    this.pending = { ...next, text: (this.pending?.text ?? "") + next.text };
    if (this.pending.text.length >= enough) {
      this.flush();
    } else {
      this.timer ??= setTimeout(() => this.flush(), delay);
    }
  }

  /** Sends what has gathered; called before any other message, which must not overtake text. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { pending } = this;
    this.pending = undefined;
    if (pending) {
      this.send(pending);
    }
  }
}
