import { catalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "data/eu/ships.json": "[1]", "data/plain.json": "[2]" });
});
afterEach(() => project.dispose());

const write = (text: string) => project.write("conf/base/catalog.yml", text);

it("gives a name the entry of the pattern that it matches, with its parts filled in", async () => {
  write(
    '"{region}.{name}#json":\n  type: json\n  filepath: data/{region}/{name}.json\n  metadata: {of: ["{region}"]}\n',
  );
  expect(await catalog.load("eu.ships#json")).toEqual([1]);
  expect(catalog.describe("eu.ships#json")).toMatchObject({
    type: "json",
    filepath: "data/eu/ships.json",
    declared: true,
    pattern: "{region}.{name}#json",
  });
  expect(catalog.list()).toEqual([]);
});

it.each([
  ["eu_ships", "{region}_ships"],
  ["eu_x_boats", "{region}_x_{name}"],
  ["eu_boats", "{region}_{name}"],
  ["boats", "{default}"],
  ["exact_ships", undefined],
])("takes for %s the most specific of the patterns, %s", (name, pattern) => {
  const patterns = ["{default}", "{region}_{name}", "{region}_ships", "{region}_x_{name}"];
  write(
    `${patterns.map((each) => `"${each}": {type: memory}`).join("\n")}\nexact_ships: {type: json, filepath: data/a.json}\n`,
  );
  expect(catalog.describe(name).pattern).toBe(pattern);
});

it("matches a placeholder that stands twice by the same text", () => {
  write('"{a}_{a}": {type: memory}\n');
  expect(catalog.describe("x_x").declared).toBe(true);
  expect(() => catalog.describe("x_y")).toThrow('there is no dataset "x_y"');
});

it.each([
  ['"{name}_json":\n  type: json\n  filepath: data/{nam}.json\n', "conf/base/catalog.yml:3:3", "{name}"],
  ['"{name": {type: memory}\n', "conf/base/catalog.yml:1:1", "{name}"],
  ['"{a}": {type: memory}\n"{b}": {type: memory}\n', "conf/base/catalog.yml:2:1", "Keep one"],
])("refuses %j, naming the place", async (text, place, fix) => {
  write(text);
  const error = await rejection(() => catalog.load("x_json"));
  expect(error.code).toBe("catalog.factory");
  expect(error.message).toContain(place);
  expect(error.hint).toContain(fix);
});

it("names the pattern's place when a dataset made of it is wrong", async () => {
  write('ok: {type: memory}\n"{name}_json":\n  type: jsn\n');
  expect((await rejection(() => catalog.load("x_json"))).message).toContain("conf/base/catalog.yml:3:3");
});
