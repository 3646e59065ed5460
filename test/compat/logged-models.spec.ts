import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { MlflowAbilityError, MlflowValueError } from "../../kernel-helpers/src/mlflow-client";
import { documented } from "./documented";
import { all, Fixture, uniqueName } from "./server";

const fixture = new Fixture();
const { client } = fixture;
const { loggedModels } = client;
afterAll(() => fixture.close());

if (documented("logged models, and which run made them")) {
  describe("where the server has logged models", theyWork);
} else {
  it("says that the server has none, whatever is asked of them", theyAreMissing);
}

function theyWork() {
  async function newModel(tags: Readonly<Record<string, string>> = {}) {
    const run = await fixture.newRun();
    const experimentId = run.info.experiment_id;
    return loggedModels.create({
      experimentId,
      name: "prices",
      modelType: "regressor",
      sourceRunId: run.info.run_id,
      params: { depth: "8" },
      tags,
    });
  }

  it("creates one with its files and says that it is ready", async () => {
    const { info } = await newModel({ team: "harbour" });
    const file = join(fixture.folder, "MLmodel");
    writeFileSync(file, "flavors: {}\n");
    await client.artifacts.upload(info, "MLmodel", file);
    await client.artifacts.upload(info, "data/é.txt", file);
    await loggedModels.finalize(info.model_id);
    expect(await loggedModels.get(info.model_id)).toMatchObject({
      info: {
        name: "prices",
        model_type: "regressor",
        status: "LOGGED_MODEL_READY",
        tags: [{ key: "team", value: "harbour" }],
      },
      data: { params: [{ key: "depth", value: "8" }] },
    });
    const files = await all(client.artifacts.list(info, { recursive: true }));
    expect(files.map(({ path }) => path)).toEqual(["MLmodel", "data", "data/é.txt"]);
    expect(await text(await client.artifacts.download(info, "data/é.txt"))).toBe("flavors: {}\n");
  });

  it("has it among what its run made, with the metrics that were measured on it", async () => {
    const { info } = await newModel();
    const runId = info.source_run_id!;
    await client.runs.logOutputs(runId, [{ model_id: info.model_id, step: 3 }]);
    await client.runs.logBatch(runId, {
      metrics: [{ key: "rmse", value: 0.5, timestamp: 1, step: 3, model_id: info.model_id }],
      params: [],
      tags: [],
    });
    expect((await client.runs.get(runId)).outputs?.model_outputs).toEqual([{ model_id: info.model_id, step: 3 }]);
    const { data } = await loggedModels.get(info.model_id);
    expect(data?.metrics).toEqual([expect.objectContaining({ key: "rmse", value: 0.5, step: 3 })]);
  });

  it("takes more params, and changes tags", async () => {
    const { info } = await newModel({ old: "1" });
    await loggedModels.logParams(info.model_id, { leaves: "16" });
    await loggedModels.setTags(info.model_id, { "a key/with.marks": "x", old: "2" });
    await loggedModels.deleteTag(info.model_id, "old");
    const model = await loggedModels.get(info.model_id);
    expect(model.info.tags).toEqual([{ key: "a key/with.marks", value: "x" }]);
    expect(model.data?.params).toHaveLength(2);
  });

  it("searches page by page, and finds none that was deleted", async () => {
    const experimentId = await client.experiments.create(uniqueName("models"));
    const ids: string[] = [];
    for (const name of ["a", "b", "c", "d"]) {
      ids.push((await loggedModels.create({ experimentId, name })).info.model_id);
    }
    await loggedModels.delete(ids.pop()!);
    const found = await all(loggedModels.search({ experimentIds: [experimentId], pageSize: 2 }));
    expect(found.map(({ info }) => info.model_id).sort()).toEqual(ids.sort());
    expect(await all(loggedModels.search({ experimentIds: [experimentId], filter: "name = 'b'" }))).toHaveLength(1);
  });
}

async function theyAreMissing() {
  const { info } = await fixture.newRun();
  const id = `m-${"0".repeat(32)}`;
  for (const asked of [
    () => loggedModels.create({ experimentId: info.experiment_id, name: "prices" }),
    () => loggedModels.get(id),
    () => loggedModels.finalize(id),
    () => loggedModels.delete(id),
    () => loggedModels.setTags(id, { a: "b" }),
    () => loggedModels.deleteTag(id, "a"),
    () => loggedModels.logParams(id, { a: "b" }),
    () => all(loggedModels.search({ experimentIds: [info.experiment_id] })),
    () => client.runs.logOutputs(info.run_id, [{ model_id: id, step: 0 }]),
    () => all(client.artifacts.list({ model_id: id, artifact_uri: "mlflow-artifacts:/0/models/m/artifacts" })),
  ]) {
    await expect(asked()).rejects.toThrow(MlflowAbilityError);
  }
}

it.each(["..", ".", ""])("refuses %j as a model's id before it becomes another path", async (id) => {
  await expect(loggedModels.get(id)).rejects.toThrow(MlflowValueError);
});
