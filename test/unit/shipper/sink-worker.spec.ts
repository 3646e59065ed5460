import type { RunDelivery, Waiting } from "../../../kernel-helpers/src/shipper/run-delivery";
import { SinkWorker } from "../../../kernel-helpers/src/shipper/sink-worker";

const trickle: Waiting = { records: 10, isFull: false, hasEnd: false };
const burst: Waiting = { records: 1_000, isFull: true, hasEnd: false };
const end: Waiting = { records: 10, isFull: false, hasEnd: true };

let waiting: Waiting;
let delivered: number;
let worker: SinkWorker;
beforeEach(() => {
  jest.useFakeTimers();
  delivered = 0;
  const delivery = {
    isDone: false,
    look: () => waiting,
    deliver: async () => {
      delivered += 1;
      waiting = { records: 0, isFull: false, hasEnd: false };
    },
    stop: () => undefined,
  };
  worker = new SinkWorker(delivery as unknown as RunDelivery, () => undefined);
});
afterEach(async () => {
  await worker.close();
  jest.useRealTimers();
});

/** Time passes in which the writer writes on. */
async function writing(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 50) {
    worker.wake();
    await jest.advanceTimersByTimeAsync(50);
  }
}

it("sends the first records of a run soon", async () => {
  waiting = trickle;
  await writing(250);
  expect(delivered).toBe(0);
  await jest.advanceTimersByTimeAsync(50);
  expect(delivered).toBe(1);
});

it("lets a burst of the writer pass", async () => {
  waiting = burst;
  await writing(1_500);
  expect(delivered).toBe(0);
  await jest.advanceTimersByTimeAsync(50);
  expect(delivered).toBe(1);
});

it("waits for two seconds at most while a burst goes on", async () => {
  waiting = burst;
  await writing(2_050);
  expect(delivered).toBe(1);
});

it("sends a run's end when its writer's process has had the time to end, too", async () => {
  waiting = end;
  worker.wake();
  await jest.advanceTimersByTimeAsync(99);
  expect(delivered).toBe(0);
  await jest.advanceTimersByTimeAsync(1);
  expect(delivered).toBe(1);
});

it("sends at once what somebody waits for", async () => {
  waiting = burst;
  worker.wake(true);
  await jest.advanceTimersByTimeAsync(0);
  expect(delivered).toBe(1);
});
