/// <reference lib="dom" />
/*
 * What runs within the page. Each function is sent there as its text, so that it can use nothing but its arguments.
 * Whatever is on the page is painted by the task after the next frame.
 */

/**
 * Notes for each new value of a metric, which is the time at which the cell logged it, how long it took to the screen.
 * @param {string} metric
 */
export function watchTimes(metric) {
  const delays = [];
  const value = /** @type {HTMLElement} */ (
    document.querySelector(`[data-metric="${metric}"] .trackside-Metric-value`)
  );
  const observer = new MutationObserver(() => {
    const loggedAt = Number(value.dataset.value);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => delays.push(Date.now() - loggedAt);
      port2.postMessage(null);
    });
  });
  observer.observe(value, { attributes: true, attributeFilter: ["data-value"] });
  globalThis.benchDelays = delays;
}

/** Notes how long each key takes from the press to the screen. */
export function watchKeys() {
  globalThis.benchKeys = [];
  document.addEventListener(
    "keydown",
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.benchKeys.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    },
    { capture: true },
  );
}

/** Notes the frames that take longer than 50 ms, which the browser tells of by itself. */
export function watchFrames() {
  globalThis.benchFrames = [];
  new PerformanceObserver((list) => {
    globalThis.benchFrames.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "long-animation-frame" });
}

/**
 * Presses a button, and waits until so many elements that match are on the screen.
 * @param {{press: string, shown: string, count: number}} what selectors
 * @returns {Promise<number>} milliseconds
 */
export function timeToShow({ press, shown, count }) {
  return new Promise((resolve) => {
    const start = performance.now();
    const button = /** @type {HTMLElement} */ (document.querySelector(press));
    // JupyterLab's buttons act when they are pressed
    button.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
    const look = () => {
      // what is hidden stays in the page
      const visible = Array.from(document.querySelectorAll(shown)).filter((each) => each.checkVisibility());
      if (visible.length < count) {
        requestAnimationFrame(look);
        return;
      }
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - start);
        port2.postMessage(null);
      });
    };
    look();
  });
}

/**
 * Runs before the page's own code: notes when something is first seen, in milliseconds from the start of its loading.
 * @param {string} selector
 */
export function noteWhenShown(selector) {
  const look = () => {
    const found = document.querySelector(selector);
    if (found?.checkVisibility()) {
      globalThis.benchShownAt ??= performance.now();
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** The delays that {@link watchTimes} noted. */
export const takeDelays = () => globalThis.benchDelays;

/** Milliseconds until {@link noteWhenShown} saw what it looks for; undefined before. */
export const shownAt = () => globalThis.benchShownAt;

/** What {@link watchKeys} and {@link watchFrames} noted since the last call. */
export function takeKeysAndFrames() {
  return { keys: globalThis.benchKeys.splice(0), frames: globalThis.benchFrames.splice(0) };
}
