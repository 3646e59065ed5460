import { MlflowAbilityError } from "../../kernel-helpers/src/mlflow-client";
import { documented } from "./documented";
import { all, Fixture, uniqueName } from "./server";

const fixture = new Fixture();
const { registeredModels, modelVersions, loggedModels } = fixture.client;
afterAll(() => fixture.close());

it("creates a model once, and describes, tags and renames it", async () => {
  const name = uniqueName("prices & 'quotes'");
  await registeredModels.ensure(name, { description: "first", tags: { team: "harbour" } });
  expect(await registeredModels.ensure(name, { description: "second" })).toMatchObject({ description: "first" });
  await registeredModels.describe(name, "third");
  await registeredModels.setTag(name, "mood", "good");
  await registeredModels.deleteTag(name, "team");
  const newName = uniqueName("renamed");
  await registeredModels.rename(name, newName);
  expect(await registeredModels.get(newName)).toMatchObject({
    description: "third",
    tags: [{ key: "mood", value: "good" }],
  });
  await registeredModels.delete(newName);
  await expect(registeredModels.get(newName)).rejects.toMatchObject({ errorCode: "RESOURCE_DOES_NOT_EXIST" });
});

it("searches models page by page", async () => {
  const prefix = uniqueName("paged");
  for (let index = 0; index < 5; index++) {
    await registeredModels.create(`${prefix} ${index}`);
  }
  const found = await all(
    registeredModels.search({ filter: `name LIKE '${prefix}%'`, orderBy: ["name DESC"], pageSize: 2 }),
  );
  expect(found.map(({ name }) => name)).toEqual([4, 3, 2, 1, 0].map((index) => `${prefix} ${index}`));
});

it("makes versions of a run's artifacts, by either way of naming them", async () => {
  const { info } = await fixture.newRun();
  const name = uniqueName("versions");
  await registeredModels.create(name);
  const sources = [`runs:/${info.run_id}/model`, `${info.artifact_uri}/model`];
  for (const source of sources) {
    const version = await modelVersions.create({ name, source, runId: info.run_id, tags: { by: "tests" } });
    expect(version).toMatchObject({ source, run_id: info.run_id, status: "READY" });
  }
  expect(await modelVersions.get(name, "1")).toMatchObject({ tags: [{ key: "by", value: "tests" }] });
  expect(await modelVersions.downloadUri(name, "2")).toBe(sources[1]);
});

it("points an alias to one version at a time", async () => {
  const { info } = await fixture.newRun();
  const name = uniqueName("aliases");
  await registeredModels.create(name);
  for (let index = 0; index < 3; index++) {
    await modelVersions.create({ name, source: `runs:/${info.run_id}/model`, runId: info.run_id });
  }
  if (!documented("aliases of registered models")) {
    await expect(registeredModels.setAlias(name, "champion", "1")).rejects.toThrow(MlflowAbilityError);
    await expect(registeredModels.deleteAlias(name, "champion")).rejects.toThrow(MlflowAbilityError);
    await expect(modelVersions.getByAlias(name, "champion")).rejects.toThrow(MlflowAbilityError);
    return;
  }
  await registeredModels.setAlias(name, "champion", "1");
  await registeredModels.setAlias(name, "champion", "2");
  expect(await modelVersions.getByAlias(name, "champion")).toMatchObject({ version: "2" });
  expect((await registeredModels.get(name)).aliases).toEqual([{ alias: "champion", version: "2" }]);
  await registeredModels.deleteAlias(name, "champion");
  await expect(modelVersions.getByAlias(name, "champion")).rejects.toMatchObject({ isTransient: false });
});

it.each(["plain", "it's", 'say "x"', `both ' and "`])(
  "finds the versions of the model named %j, and of no other",
  async (word) => {
    const { info } = await fixture.newRun();
    const names = [uniqueName(word), uniqueName(word.replace("'", "x"))];
    for (const name of names) {
      await registeredModels.create(name);
      for (let index = 0; index < 3; index++) {
        await modelVersions.create({ name, source: `runs:/${info.run_id}/model`, runId: info.run_id });
      }
    }
    const found = await all(modelVersions.of(names[0]!, { pageSize: 2 }));
    expect(found.map(({ name, version }) => [name, version])).toEqual(
      [3, 2, 1].map((version) => [names[0], `${version}`]),
    );
  },
);

it("describes, tags and deletes a version", async () => {
  const { info } = await fixture.newRun();
  const name = uniqueName("one version");
  await registeredModels.create(name);
  await modelVersions.create({ name, source: `runs:/${info.run_id}/model`, runId: info.run_id, description: "first" });
  await modelVersions.describe(name, "1", "second");
  await modelVersions.setTag(name, "1", "mood", "good");
  await modelVersions.setTag(name, "1", "gone", "soon");
  await modelVersions.deleteTag(name, "1", "gone");
  expect(await modelVersions.get(name, "1")).toMatchObject({
    description: "second",
    tags: [{ key: "mood", value: "good" }],
  });
  await modelVersions.delete(name, "1");
  await expect(modelVersions.get(name, "1")).rejects.toMatchObject({ isTransient: false });
});

it("makes a version of a logged model where there are some", async () => {
  const { info } = await fixture.newRun();
  const name = uniqueName("of a logged model");
  await registeredModels.create(name);
  const created = loggedModels.create({
    experimentId: info.experiment_id,
    name: "prices",
    sourceRunId: info.run_id,
  });
  if (!documented("versions of logged models")) {
    await expect(created).rejects.toThrow(MlflowAbilityError);
    return;
  }
  const { model_id } = (await created).info;
  await loggedModels.finalize(model_id);
  const source = `models:/${model_id}`;
  const version = await modelVersions.create({ name, source, modelId: model_id, runId: info.run_id });
  expect(version).toMatchObject({ source, run_id: info.run_id });
  // MLflow tells it at the model, too
  const told = (await loggedModels.get(model_id)).info.tags?.find((tag) => tag.key === "mlflow.modelVersions");
  expect(JSON.parse(told!.value)).toMatchObject([{ name }]);
});
