import { closingLine, countJest, countPlaywright, sum, withExit } from "../../../scripts/lib/test-count.mjs";
import { kinds, testOptions } from "../../../scripts/lib/test-options.mjs";

describe("testOptions", () => {
  test("runs all kinds without a word", () => {
    expect(testOptions([])).toEqual({ kinds, runnerArgs: [] });
  });

  test("takes the kinds that come first, and gives the rest to the runner", () => {
    expect(testOptions(["integration", "kernel", "-t", "unit"])).toEqual({
      kinds: ["integration"],
      runnerArgs: ["kernel", "-t", "unit"],
    });
  });

  test("keeps the quickest kind first, in whatever order they are named", () => {
    expect(testOptions(["browser", "unit"]).kinds).toEqual(["unit", "browser"]);
  });

  test("looks for a pattern in all kinds when none is named", () => {
    expect(testOptions(["journal"])).toEqual({ kinds, runnerArgs: ["journal"] });
  });
});

describe("counting", () => {
  const jestReport = {
    numPassedTests: 7,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 1,
    numTodoTests: 1,
  };

  test("a jest file that does not run counts as a failed test", () => {
    expect(countJest(jestReport)).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });

  test("a browser test that passed at the second try has passed, and an error outside of tests has failed", () => {
    const stats = { expected: 3, flaky: 1, unexpected: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{ message: "no such file" }] })).toEqual({
      passed: 4,
      failed: 2,
      skipped: 2,
    });
  });

  test("a runner that left no report has failed", () => {
    expect(withExit("spawn ENOENT")).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(withExit(0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test("a runner that failed without a failed test has failed", () => {
    expect(withExit(1, { passed: 5, failed: 0, skipped: 0 })).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  test("the closing line adds up all runners, and names skipped tests only where there are any", () => {
    const counts = [
      { passed: 5, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ];
    expect(closingLine(sum(counts))).toBe("7 passed, 1 failed");
    expect(closingLine({ passed: 1, failed: 0, skipped: 3 })).toBe("1 passed, 0 failed, 3 skipped");
  });
});
