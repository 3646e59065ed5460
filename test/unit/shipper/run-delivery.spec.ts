import { JournalWriter, runDirectory } from "../../../kernel-helpers/src/journal";
import { RunDelivery } from "../../../kernel-helpers/src/shipper/run-delivery";
import type { MarkedRecord, Sink } from "../../../kernel-helpers/src/sinks";
import { TemporaryProject } from "../../support/temporary-project";
import { openingOf } from "../sinks/recorded-run";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

/** A delivery of a run with a hundred points to a sink that takes ten records a request. */
function deliveryOf(onWrite: (records: readonly MarkedRecord[], delivery: RunDelivery) => void): RunDelivery {
  const opening = { ...openingOf("evening"), runId: "0123456789abcdef0123456789abcdef" };
  const journal = new JournalWriter(runDirectory(project.root, opening.runId), "w", { opening });
  for (let step = 0; step < 100; step++) {
    journal.append({ type: "metric", key: "loss", value: step, step, time: step });
  }
  journal.close();
  const sink: Sink = {
    open: () =>
      Promise.resolve({
        write: (records) => {
          onWrite(records.slice(0, 10), delivery);
          return Promise.resolve({ taken: Math.min(10, records.length) });
        },
      }),
  };
  const delivery = new RunDelivery(project.root, opening, "mlflow", sink);
  return delivery;
}

it("goes on until all is delivered", async () => {
  const taken: MarkedRecord[] = [];
  await deliveryOf((records) => taken.push(...records)).deliver();
  expect(taken.map(({ record }) => (record.type === "metric" ? record.step : record.type))).toEqual([
    "run",
    ...Array.from({ length: 100 }, (_, step) => step),
  ]);
});

it("ends with the request that is under way when it is stopped, however much waits", async () => {
  let requests = 0;
  await deliveryOf((_, delivery) => {
    requests += 1;
    delivery.stop();
  }).deliver();
  expect(requests).toBe(1);
});
