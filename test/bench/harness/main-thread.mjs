import { setTimeout as delay } from "node:timers/promises";

/** What an action sets going is over by then: layouts in a worker, and changes that come of them. */
const settlingMs = 1_500;

const marks = { start: "bench-start", end: "bench-end" };
const categories = [
  ...["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"],
  ...["blink.user_timing", "__metadata"],
];

/**
 * Does something with a page, and tells of the tasks of its main thread meanwhile how much of the processor each took:
 * what else the machine does is not in that.
 * @param {import("@playwright/test").Browser} browser
 * @param {import("@playwright/test").Page} page
 * @param {() => Promise<void>} action
 * @returns {Promise<number[]>} milliseconds
 */
export async function tasksOf(browser, page, action) {
  await browser.startTracing(page, { categories });
  await page.evaluate((name) => performance.mark(name), marks.start);
  await action();
  await delay(settlingMs);
  await page.evaluate((name) => performance.mark(name), marks.end);
  return tasksIn(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
}

function tasksIn(events) {
  const marked = (name) => events.find((event) => event.cat.includes("blink.user_timing") && event.name === name);
  const [start, end] = [marked(marks.start), marked(marks.end)];
  // the marks are on the page's main thread; before and after them it is busy with the tracing itself
  return events
    .filter(({ name, pid, tid }) => name === "RunTask" && pid === start.pid && tid === start.tid)
    .filter(({ ts }) => ts > start.ts && ts < end.ts)
    .map(({ tdur = 0 }) => tdur / 1_000);
}
