import { utimesSync } from "node:fs";
import { inspect } from "node:util";
import { node } from "../../../kernel-helpers/src/pipeline";
import { parameters as typeless, registerHooks, run } from "../../../kernel-helpers/src/runner";
import { TemporaryProject } from "../../support/temporary-project";

interface Settings {
  readonly seed: number;
  readonly train: { readonly depth: number; readonly layers: number[]; readonly deep: { readonly rate: number } };
}

/** As the files of this page's project have them. */
const parameters = typeless as unknown as Settings;

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/parameters.yml": "seed: 7\ntrain:\n  depth: 3\n  layers: [8, 4]\n  deep: {rate: 0.1}\n",
  });
});
afterEach(() => project.dispose());

it("reads parameters by name, mappings by their own names or by dotted keys", () => {
  expect(parameters.seed).toBe(7);
  expect(parameters.train.deep.rate).toBe(0.1);
  expect(typeless["train.depth"]).toBe(3);
  expect(parameters.train.layers).toEqual([8, 4]);
});

it("reads the files as they are now, also through a mapping that was taken before", () => {
  const { train } = parameters;
  const file = project.write("conf/base/parameters.yml", "train:\n  depth: 12\n");
  utimesSync(file, new Date(), new Date(Date.now() + 5000));
  expect(train.depth).toBe(12);
  expect(() => parameters.seed).toThrow('there is no parameter "seed"');
});

it("lists what there is, and copies as a plain object", () => {
  expect(Object.keys(parameters)).toEqual(["seed", "train"]);
  expect("depth" in parameters.train).toBe(true);
  expect("width" in parameters.train).toBe(false);
  expect({ ...parameters.train.deep }).toEqual({ rate: 0.1 });
  expect(JSON.parse(JSON.stringify(parameters.train))).toEqual({ depth: 3, layers: [8, 4], deep: { rate: 0.1 } });
});

it("names the nearest parameter to one that is not there", () => {
  expect(() => typeless.trian as unknown).toThrow('there is no parameter "trian"');
  expect(() => Reflect.get(parameters.train, "depht") as unknown).toThrow('Did you mean "train.depth"?');
});

it("can be awaited, printed and compared like any object", async () => {
  await expect(Promise.resolve(parameters.train.deep)).resolves.toBeDefined();
  expect(inspect(parameters)).toBe("{ seed: 7, train: { depth: 3, layers: [ 8, 4 ], deep: { rate: 0.1 } } }");
  expect(Object.prototype.toString.call(parameters.train)).toBe("[object Object]");
});

it("refuses to be changed, and says where to", () => {
  const writable = typeless as Record<string, unknown>;
  expect(() => (writable["seed"] = 8)).toThrow('the parameter "seed" can be read only\nWrite another value into');
  expect(() => Reflect.deleteProperty(parameters.train, "depth")).toThrow('"train.depth" can be read only');
  parameters.train.layers.push(1);
  expect(parameters.train.layers).toEqual([8, 4]);
});

it("has what a run sets within its nodes", async () => {
  const depth = node(() => parameters.train.depth, null, "depth", { name: "depth" });
  expect((await run(depth, { params: { "train.depth": 9 } })).outputs).toEqual({ depth: 9 });
  expect(parameters.train.depth).toBe(3);
});

it("tells plugins of each value that is read, and of none that is only shown", () => {
  const read: [string, unknown][] = [];
  const forget = registerHooks({ onParameterRead: (key, value) => void read.push([key, value]) });
  inspect(parameters);
  expect(parameters.train.depth).toBe(3);
  forget();
  expect(read).toEqual([["train.depth", 3]]);
});
