/**
 * @typedef {object} TestCount
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * Counts the tests in jest's JSON report; a file that did not run counts as a failed test.
 * @returns {TestCount}
 */
export function countJest(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts the tests in Playwright's JSON report; one that passed at the second try has passed.
 * @returns {TestCount}
 */
export function countPlaywright({ stats, errors }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

/**
 * Makes sure that a runner that failed without a failed test, or that left no report, shows in the count.
 * @param {number | string} exit of the runner
 * @param {TestCount | undefined} count
 * @returns {TestCount}
 */
export function withExit(exit, count = { passed: 0, failed: exit === 0 ? 1 : 0, skipped: 0 }) {
  return exit !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {readonly TestCount[]} counts
 * @returns {TestCount}
 */
export function sum(counts) {
  const total = (name) => counts.reduce((whole, count) => whole + count[name], 0);
  return { passed: total("passed"), failed: total("failed"), skipped: total("skipped") };
}

/** @param {TestCount} count */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
