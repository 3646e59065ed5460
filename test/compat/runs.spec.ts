import * as fc from "fast-check";
import { MlflowAbilityError, MlflowValueError, type MlflowRun } from "../../kernel-helpers/src/mlflow-client";
import { documented } from "./documented";
import { all, Fixture, uniqueName } from "./server";

const fixture = new Fixture();
const { experiments, runs } = fixture.client;
afterAll(() => fixture.close());

const tagsOf = (run: MlflowRun) => Object.fromEntries((run.data.tags ?? []).map(({ key, value }) => [key, value]));

it("creates, renames and ends a run", async () => {
  const { info } = await fixture.newRun({ "trackside.run_id": "r1" });
  expect(info).toMatchObject({ status: "RUNNING", lifecycle_stage: "active" });
  await runs.update(info.run_id, { name: "renamed", status: "KILLED", endTime: 1_790_000_000_000 });
  const run = await runs.get(info.run_id);
  expect(run.info).toMatchObject({ run_name: "renamed", status: "KILLED", end_time: 1_790_000_000_000 });
  expect(tagsOf(run)).toMatchObject({ "trackside.run_id": "r1" });
});

it("sets, changes and deletes a tag", async () => {
  const { info } = await fixture.newRun({ kept: "1" });
  await runs.setTag(info.run_id, "mood", "good");
  await runs.setTag(info.run_id, "mood", "better");
  expect(tagsOf(await runs.get(info.run_id))).toMatchObject({ kept: "1", mood: "better" });
  await runs.deleteTag(info.run_id, "mood");
  expect(tagsOf(await runs.get(info.run_id))).not.toHaveProperty("mood");
});

it("deletes a run and brings it back", async () => {
  const { info } = await fixture.newRun();
  const search = () => all(runs.search({ experimentIds: [info.experiment_id], viewType: "DELETED_ONLY" }));
  await runs.delete(info.run_id);
  expect((await search()).map((run) => run.info.run_id)).toEqual([info.run_id]);
  await runs.restore(info.run_id);
  expect(await search()).toEqual([]);
});

it("goes through all runs that a filter finds page by page, in the order asked for", async () => {
  const experimentId = await experiments.create(uniqueName("many runs"));
  const made: string[] = [];
  for (let index = 0; index < 11; index++) {
    const { info } = await runs.create({ experimentId, name: `${index}`, startTime: 1 + index, tags: {} });
    await runs.logBatch(info.run_id, {
      metrics: [{ key: "loss", value: index, timestamp: 1, step: 0 }],
      params: [],
      tags: [],
    });
    made.push(info.run_id);
  }
  const search = { experimentIds: [experimentId], filter: "metrics.loss >= 2", orderBy: ["metrics.loss ASC"] };
  const found = await all(runs.search({ ...search, pageSize: 4 }));
  expect(found.map((run) => run.info.run_id)).toEqual(made.slice(2));
});

it("asks for no page that nobody takes", async () => {
  const experimentId = await experiments.create(uniqueName("first run"));
  for (const name of ["older", "newer"]) {
    await runs.create({ experimentId, name, startTime: name === "newer" ? 2 : 1, tags: {} });
  }
  for await (const run of runs.search({ experimentIds: [experimentId], pageSize: 1 })) {
    expect(run.info.run_name).toBe("newer");
    break;
  }
});

it("says which datasets went into a run, once however often it is told", async () => {
  const { info } = await fixture.newRun();
  const dataset = {
    name: "companies",
    digest: "8f14e45f",
    sourceType: "local",
    source: JSON.stringify({ uri: "data/companies.csv" }),
    schema: JSON.stringify({ mlflow_colspec: [{ name: "id", type: "long" }] }),
    profile: JSON.stringify({ num_rows: 7 }),
    tags: { "mlflow.data.context": "training" },
  };
  const bare = { name: "reviews 日本", digest: "c9f0", sourceType: "code", source: "{}", schema: null, profile: null };
  if (!documented("datasets that went into a run")) {
    await expect(runs.logInputs(info.run_id, [dataset])).rejects.toThrow(MlflowAbilityError);
    return;
  }
  await runs.logInputs(info.run_id, [dataset, bare]);
  await runs.logInputs(info.run_id, [dataset]);
  const inputs = (await runs.get(info.run_id)).inputs?.dataset_inputs ?? [];
  expect(inputs).toHaveLength(2);
  expect(inputs).toEqual(
    expect.arrayContaining([
      {
        tags: [{ key: "mlflow.data.context", value: "training" }],
        dataset: {
          name: "companies",
          digest: "8f14e45f",
          source_type: "local",
          source: dataset.source,
          schema: dataset.schema,
          profile: dataset.profile,
        },
      },
      expect.objectContaining({
        dataset: { name: "reviews 日本", digest: "c9f0", source_type: "code", source: "{}" },
      }),
    ]),
  );
});

it("finds the run with a tag, whatever the tag's text, and no other", async () => {
  const experimentId = await experiments.create(uniqueName("tags of any text"));
  const newRun = (value: string) =>
    runs.create({ experimentId, name: "run", startTime: Date.now(), tags: { "my key/of.any-kind": value } });
  // quotes of both kinds, what a pattern and a filter's grammar know, and text that only one of them sets apart
  const nasty = [
    "it's",
    'say "x"',
    `a'b"c`,
    `a_b"c`,
    `'"%_\\`,
    "a' and tags.t = 'b",
    "--",
    ";",
    "`",
    "\\",
    "",
    " ",
    "é日🎉",
  ];
  const expected = new Map<string, string>();
  for (const value of nasty) {
    expected.set(value, (await newRun(value)).info.run_id);
  }
  for (const [value, runId] of expected) {
    expect([value, (await runs.findByTag(experimentId, "my key/of.any-kind", value))?.info.run_id]).toEqual([
      value,
      runId,
    ]);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 30 }), async (value) => {
      const known = expected.get(value);
      const { run_id } = known ? { run_id: known } : (await newRun(value)).info;
      expected.set(value, run_id);
      expect((await runs.findByTag(experimentId, "my key/of.any-kind", value))?.info.run_id).toBe(run_id);
    }),
    { numRuns: 60 },
  );
  expect(await runs.findByTag(experimentId, "my key/of.any-kind", `no such '"`)).toBeNull();
});

it("goes through all runs with a tag, the newest first, and no other", async () => {
  const experimentId = await experiments.create(uniqueName("tagged alike"));
  const newRun = async (startTime: number, value: string) =>
    (await runs.create({ experimentId, name: "run", startTime, tags: { twin: value } })).info.run_id;
  const ids = [await newRun(3, `'both"`), await newRun(2, `'both"`)];
  await newRun(1, `xboth"`);
  expect((await all(runs.withTag(experimentId, "twin", `'both"`))).map((run) => run.info.run_id)).toEqual(ids);
});

it("refuses a tag's key that a filter cannot hold", async () => {
  await expect(runs.findByTag("0", "a` = 'x' or tags.`b", "x")).rejects.toThrow(MlflowValueError);
});
