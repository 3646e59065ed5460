import * as fc from "fast-check";
import { MlflowValueError, type MlflowRun } from "../../kernel-helpers/src/mlflow-client";
import { all, Fixture } from "./server";

const fixture = new Fixture();
const { client } = fixture;
afterAll(() => fixture.close());

const safeInteger = fc.maxSafeInteger();
const edges = [0, -0, 1e308, -1e308, Number.MAX_VALUE, Number.MIN_VALUE, 5e-324, 2.2250738585072014e-308, 1e21, 0.1];
const value = fc.oneof(fc.double(), fc.constantFrom(...edges, NaN, Infinity, -Infinity), safeInteger);
const timestamp = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER, 1_790_000_000_000));
const step = fc.oneof(safeInteger, fc.constantFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -0));
/** SQLite's text is what Unicode can write; a NUL ends it on other databases. */
const text = fc.string({ unit: "binary", maxLength: 200 }).map((any) => any.replaceAll("\0", ""));
const key = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_\- .]{0,40}[A-Za-z0-9_]$/).filter((any) => !any.includes(".."));

const points = fc.uniqueArray(fc.record({ key, value, timestamp, step }), {
  maxLength: 40,
  selector: (point) => [point.key, point.timestamp, point.step].join(),
});
const pairs = fc.uniqueArray(fc.record({ key, value: text }), { maxLength: 20, selector: (pair) => pair.key });

/** What MLflow keeps of a number: its databases have no infinity, and no sign of zero. */
function kept(number: number): number {
  return Number.isNaN(number) ? NaN : Math.min(Math.max(number, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
}

const byKey = (list: readonly { key: string; value: unknown }[] = []) =>
  Object.fromEntries(list.map((pair) => [pair.key, pair.value]));

async function storedPoints(runId: string, keys: Iterable<string>) {
  const stored: string[] = [];
  for (const name of new Set(keys)) {
    for (const point of await all(client.metrics.history(runId, name))) {
      stored.push([name, point.value, point.timestamp, point.step].join());
    }
  }
  return stored.sort();
}

it("gives back exactly what went in: every point, param and tag", async () => {
  await fc.assert(
    fc.asyncProperty(points, pairs, pairs, async (metrics, params, tags) => {
      const { info } = await fixture.newRun();
      await client.runs.logBatch(info.run_id, { metrics, params, tags });
      const sent = metrics.map((point) => [point.key, kept(point.value), point.timestamp, point.step + 0].join());
      expect(
        await storedPoints(
          info.run_id,
          metrics.map((point) => point.key),
        ),
      ).toEqual(sent.sort());
      const { data }: MlflowRun = await client.runs.get(info.run_id);
      expect(byKey(data.params)).toEqual(byKey(params));
      expect(byKey(data.tags)).toMatchObject(byKey(tags));
    }),
    { numRuns: 40 },
  );
});

it("takes NaN and the infinities as the journal writes them, too", async () => {
  const { info } = await fixture.newRun();
  const metrics = (["NaN", "Infinity", "-Infinity"] as const).map((each) => ({
    key: each,
    value: each,
    timestamp: 5,
    step: 1,
  }));
  await client.runs.logBatch(info.run_id, { metrics, params: [], tags: [] });
  expect(await storedPoints(info.run_id, ["NaN", "Infinity", "-Infinity"])).toEqual([
    `-Infinity,${-Number.MAX_VALUE},5,1`,
    `Infinity,${Number.MAX_VALUE},5,1`,
    "NaN,NaN,5,1",
  ]);
});

const point = { key: "loss", value: 1, timestamp: 1, step: 1 };

it.each([
  ["a fractional step", { metrics: [{ ...point, step: 1.5 }] }, "metrics[0] (loss).step is 1.5"],
  ["a step beyond what a number holds", { metrics: [{ ...point, step: 2 ** 53 }] }, "metrics[0] (loss).step is 9007"],
  ["a fractional timestamp", { metrics: [{ ...point, timestamp: 1.5 }] }, "metrics[0] (loss).timestamp is 1.5"],
  ["a time before 1970", { metrics: [{ ...point, timestamp: -1 }] }, "metrics[0] (loss).timestamp is -1"],
  ["a time that is not a number", { metrics: [{ ...point, timestamp: NaN }] }, "metrics[0] (loss).timestamp is NaN"],
  ["a value in other words", { metrics: [{ ...point, value: "nan" }] }, 'metrics[0] (loss).value is "nan"'],
  ["no value", { metrics: [{ ...point, value: null }] }, "metrics[0] (loss).value is null"],
  ["a bigint", { metrics: [{ ...point, value: 5n }] }, "metrics[0] (loss).value is 5"],
  ["a param that is no text", { params: [{ key: "depth", value: 5 }] }, "params[0] (depth).value is 5"],
  ["half a character", { params: [{ key: "name", value: "a\ud800" }] }, "params[0] (name).value is text that ends"],
  ["half a character as a key", { tags: [{ key: "\udc00", value: "a" }] }, "tags[0].key is text that ends"],
])("refuses %s before anything of the batch is sent", async (_what, bad, message) => {
  const { info } = await fixture.newRun();
  const good = {
    metrics: [{ ...point, key: "good" }],
    params: [{ key: "good", value: "1" }],
    tags: [{ key: "good", value: "1" }],
  };
  const batch = { metrics: [], params: [], tags: [], ...bad } as unknown as typeof good;
  const whole = {
    metrics: [...batch.metrics, ...good.metrics],
    params: [...batch.params, ...good.params],
    tags: [...batch.tags, ...good.tags],
  };
  const logged = client.runs.logBatch(info.run_id, whole);
  await expect(logged).rejects.toThrow(MlflowValueError);
  await expect(logged).rejects.toThrow(message);
  const { data } = await client.runs.get(info.run_id);
  expect([data.metrics ?? [], data.params ?? []]).toEqual([[], []]);
});

it("refuses half a character in any other request, too", async () => {
  const { info } = await fixture.newRun();
  await expect(client.runs.setTag(info.run_id, "mood", "\ud83d")).rejects.toThrow(MlflowValueError);
  await expect(client.experiments.create("\ud83d")).rejects.toThrow(/ends in the middle of a character/);
});
