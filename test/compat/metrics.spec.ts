import { request } from "undici";
import { documented } from "./documented";
import { all, Fixture, isFrom, serverUri } from "./server";

const fixture = new Fixture();
const { metrics, runs } = fixture.client;
afterAll(() => fixture.close());

const count = 2_500;

/** A run with a metric of 2,500 points, at steps 0, 2, 4 and so on. */
async function runWithHistory(): Promise<string> {
  const { info } = await fixture.newRun();
  for (let start = 0; start < count; start += 1_000) {
    const some = Array.from({ length: Math.min(1_000, count - start) }, (_, index) => start + index);
    await runs.logBatch(info.run_id, {
      metrics: some.map((index) => ({
        key: "train/loss",
        value: 1 / (index + 1),
        timestamp: 1_000 + index,
        step: 2 * index,
      })),
      params: [],
      tags: [],
    });
  }
  return info.run_id;
}

let runId: string;
beforeAll(async () => {
  runId = await runWithHistory();
});

it("goes through a history of many pages, each point once", async () => {
  const found = await all(metrics.history(runId, "train/loss", { pageSize: 300 }));
  found.sort((left, right) => left.step - right.step);
  expect(found).toHaveLength(count);
  expect(found[7]).toEqual({ value: 1 / 8, timestamp: 1_007, step: 14 });
  expect(found.at(-1)).toEqual({ value: 1 / count, timestamp: 1_000 + count - 1, step: 2 * (count - 1) });
});

it("gives a history in pages where the documentation says so", async () => {
  const query = new URLSearchParams({ run_id: runId, metric_key: "train/loss", max_results: "300" }).toString();
  const { body } = await request(`${serverUri}/api/2.0/mlflow/metrics/get-history?${query}`);
  const page = (await body.json()) as { metrics: unknown[] };
  expect(page.metrics.length === 300).toBe(documented("metric history in pages"));
});

it("gives no point of a metric that is not there", async () => {
  expect(await all(metrics.history(runId, "none"))).toEqual([]);
});

it("thins a history for a chart, first and last point included, on any server", async () => {
  const other = (await fixture.newRun()).info.run_id;
  const sampled = await metrics.sampled([runId, other], "train/loss", { points: 100 });
  const points = sampled.get(runId)!;
  const steps = points.map(({ step }) => step);
  expect(points).toHaveLength(100);
  expect(steps).toEqual([...steps].sort((left, right) => left - right));
  expect([steps[0], steps.at(-1)]).toEqual([0, 2 * (count - 1)]);
  expect(points[0]).toEqual({ value: 1, timestamp: 1_000, step: 0 });
  expect(sampled.get(other)).toEqual([]);
});

it.each([
  ["at the beginning", [0, 100], 51],
  ["beyond the middle", [4_800, 4_900], 51],
  ["that is wide and beyond the middle", [2_600, 4_998], 1_200],
  ["of all there is", [0, 2 * count], count],
] as const)("thins an interval %s", async (_where, steps, length) => {
  const few = (await metrics.sampled([runId], "train/loss", { points: 10, steps })).get(runId)!;
  const many = (await metrics.sampled([runId], "train/loss", { points: 2_500, steps })).get(runId)!;
  const last = Math.min(steps[1], 2 * (count - 1));
  expect(few).toHaveLength(10);
  expect([few[0]?.step, few.at(-1)?.step]).toEqual([steps[0], last]);
  expect(many).toHaveLength(length);
});

it("thins points that all have the same step, and those at steps below zero", async () => {
  const { info } = await fixture.newRun();
  const points = Array.from({ length: 900 }, (_, index) => index);
  await runs.logBatch(info.run_id, {
    metrics: points.map((index) => ({ key: "flat", value: index, timestamp: index, step: 0 })),
    params: [],
    tags: [],
  });
  await runs.logBatch(info.run_id, {
    metrics: points.map((index) => ({ key: "below", value: index, timestamp: 1, step: index - 900 })),
    params: [],
    tags: [],
  });
  const flat = (await metrics.sampled([info.run_id], "flat", { points: 50 })).get(info.run_id)!;
  expect([flat.length, flat[0]?.value, flat.at(-1)?.value]).toEqual([50, 0, 899]);
  const below = (await metrics.sampled([info.run_id], "below", { points: 50 })).get(info.run_id)!;
  expect([below.length, below[0]?.step, below.at(-1)?.step]).toEqual([50, -900, -1]);
});

it("takes more runs than one request may name", async () => {
  const { info } = await fixture.newRun();
  await runs.logBatch(info.run_id, {
    metrics: [{ key: "one", value: 1, timestamp: 1, step: 1 }],
    params: [],
    tags: [],
  });
  const many = Array.from({ length: 101 }, (_, index) => (index === 100 ? info.run_id : runId));
  const sampled = await metrics.sampled([...new Set(many)], "one", { points: 5 });
  expect(sampled.get(info.run_id)).toEqual([{ value: 1, timestamp: 1, step: 1 }]);
});

it("has metric keys with a colon where the documentation says so", async () => {
  const { info } = await fixture.newRun();
  const logged = runs.logBatch(info.run_id, {
    metrics: [{ key: "gpu:0", value: 1, timestamp: 1, step: 1 }],
    params: [],
    tags: [],
  });
  await expect(
    logged.then(
      () => true,
      () => false,
    ),
  ).resolves.toBe(documented("keys with a colon"));
});

it("has params of 6,000 characters, and what it does with longer ones is documented", async () => {
  const { info } = await fixture.newRun();
  const log = (key: string, length: number) =>
    runs.logBatch(info.run_id, { metrics: [], params: [{ key, value: "é".repeat(length) }], tags: [] });
  const lengthOf = async (key: string) =>
    (await runs.get(info.run_id)).data.params?.find((param) => param.key === key)?.value.length;
  await log("whole", isFrom("2.10") ? 6_000 : 500);
  await expect(lengthOf("whole")).resolves.toBe(isFrom("2.10") ? 6_000 : 500);
  const cuts = log("long", 7_000).then(
    () => true,
    () => false,
  );
  expect(await cuts).toBe(documented("cuts params above its limit in silence"));
});
