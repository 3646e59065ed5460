import { all, Fixture, uniqueName } from "./server";

const fixture = new Fixture();
const { experiments } = fixture.client;
afterAll(() => fixture.close());

it("creates an experiment with tags and a place for artifacts, and finds it by name and id", async () => {
  const name = uniqueName("prices & 'quotes' é");
  const artifactLocation = `file://${fixture.folder}/artifacts`;
  const id = await experiments.create(name, { artifactLocation, tags: { team: "harbour" } });
  const expected = {
    experiment_id: id,
    name,
    artifact_location: artifactLocation,
    lifecycle_stage: "active",
    tags: [{ key: "team", value: "harbour" }],
  };
  expect(await experiments.get(id)).toMatchObject(expected);
  expect(await experiments.getByName(name)).toMatchObject(expected);
  expect(await experiments.getByName(uniqueName("none"))).toBeNull();
});

it("makes one experiment however many ask for it at once", async () => {
  const name = uniqueName("wanted by many");
  const ids = await Promise.all(Array.from({ length: 6 }, () => experiments.ensure(name)));
  expect(new Set(ids).size).toBe(1);
});

it("goes through all experiments page by page", async () => {
  const prefix = uniqueName("paged");
  const names = Array.from({ length: 7 }, (_, index) => `${prefix} ${index}`);
  for (const name of names) {
    await experiments.create(name);
  }
  const found = await all(experiments.search({ filter: `name LIKE '${prefix}%'`, orderBy: ["name ASC"], pageSize: 3 }));
  expect(found.map(({ name }) => name)).toEqual(names);
});

it("refuses a deleted experiment, and restores it when asked to", async () => {
  const name = uniqueName("deleted");
  const id = await experiments.ensure(name);
  await experiments.delete(id);
  await expect(experiments.ensure(name)).rejects.toThrow(/was deleted in MLflow: restore it there/);
  expect(await experiments.ensure(name, { restore: true })).toBe(id);
  expect(await experiments.get(id)).toMatchObject({ lifecycle_stage: "active" });
});

it("sets a tag and renames", async () => {
  const id = await experiments.create(uniqueName("to change"));
  const newName = uniqueName("changed");
  await experiments.setTag(id, "mlflow.note.content", "# A note\nwith 'quotes' and \"quotes\" 日本");
  await experiments.rename(id, newName);
  expect(await experiments.get(id)).toMatchObject({
    name: newName,
    tags: [{ key: "mlflow.note.content", value: "# A note\nwith 'quotes' and \"quotes\" 日本" }],
  });
});
