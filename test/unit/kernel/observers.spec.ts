import type { Cell, KernelObserver } from "../../../kernel-helpers/src/kernel";
import { SafeObserver } from "../../../kernel-helpers/src/kernel/observers";

const cell: Cell = { source: "1", executionCount: 1, cellId: undefined, tags: [], startedAt: 0 };
const outcome = { status: "ok", durationMs: 1, locals: {} } as const;

function observer(overrides: Partial<KernelObserver>): SafeObserver {
  return new SafeObserver({ cellStarted: jest.fn(), cellEnded: jest.fn(), kernelStopping: jest.fn(), ...overrides });
}

let reported: string;

beforeEach(() => {
  reported = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    reported += String(text);
    return true;
  });
});

afterEach(() => {
  jest.useRealTimers();
});

it("reports what an observer throws, and goes on", async () => {
  const fail = (): never => {
    throw new Error("an own mistake");
  };
  const failing = observer({ cellStarted: fail, cellEnded: fail, kernelStopping: fail });
  failing.cellStarted(cell);
  failing.cellEnded(cell, outcome);
  await failing.kernelStopping({ restart: false, duringCell: false });
  expect(reported.match(/an observer of the kernel failed: Error: an own mistake/g)).toHaveLength(3);
});

it("waits for an observer that has something to finish", async () => {
  let finished = false;
  const slow = observer({
    kernelStopping: async () => {
      await Promise.resolve();
      finished = true;
    },
  });
  await slow.kernelStopping({ restart: false, duringCell: false });
  expect(finished).toBe(true);
});

it("grants it two seconds and no more", async () => {
  jest.useFakeTimers();
  const endless = observer({ kernelStopping: () => new Promise<void>(() => undefined) });
  const stopped = endless.kernelStopping({ restart: false, duringCell: false });
  await jest.advanceTimersByTimeAsync(2000);
  await expect(stopped).resolves.toBeUndefined();
});
