import { loadParameters, openConfig } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

describe("interpolations", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  const load = (text: string) => {
    project.write("conf/base/parameters.yml", text);
    return loadParameters(project.root).value;
  };

  it("give mappings and lists as they are, resolved where they stand", () => {
    expect(load("a:\n  b: ${.c}\n  c: [1, '${d}']\nd: x\ne: ${a}\n")["e"]).toEqual({ b: [1, "x"], c: [1, "x"] });
  });

  it("choose a key by another one", () => {
    expect(load("mode: fast\ndepths: {fast: 2, slow: 9}\ndepth: ${depths.${mode}}\n")["depth"]).toBe(2);
  });

  it("are followed on the way to a key", () => {
    expect(load("all: {one: {depth: 3}}\nchosen: ${all.one}\ndepth: ${chosen.depth}\n")["depth"]).toBe(3);
  });

  it("become text among text, as Python writes it", () => {
    expect(load("yes_: true\nnone: null\nx: ${yes_}-${none}\n")["x"]).toBe("True-None");
  });

  it("are text behind a backslash, and two backslashes are one", () => {
    expect(load("a: 1\nb: \\${a}\nc: \\\\${a}\nd: \\x\n")).toMatchObject({ b: "${a}", c: "\\1", d: "\\x" });
  });

  it("take lists, mappings, quotes and interpolations as a resolver's arguments", () => {
    project.write(
      "settings.ts",
      `import type { ProjectSettings } from "trackside";
       export const settings: ProjectSettings = { config: { resolvers: { show: (values) => JSON.stringify(values) } } };`,
    );
    const { x } = load("d: 4\nx: \"${show:1, 'a, b', [2, three], {k: ${d}}, true, null, ${d}, plain text }\"\n");
    expect(JSON.parse(String(x))).toEqual([1, "a, b", [2, "three"], { k: 4 }, true, null, 4, "plain text"]);
  });

  it.each([
    ["an unknown key", "train:\n  depth: ${deph}\ndepth: 1\n", ":2:3", 'Did you mean "depth"?'],
    ["a circle", "a: ${b}\nb: x${c}\nc: ${a}\n", ":1:1", "a value of its own"],
    ["a circle through its own mapping", "m:\n  a: 1\n  all: ${m}\n", ":3:3", "a value of its own"],
    ["an unknown resolver", "a: ${global:x}\n", ":1:1", 'Did you mean "globals"?'],
    ["an open bracket", "a: ${b\nb: 1\n", ":1:1", "${key.path}"],
    ["a mapping within text", "a: {b: 1}\nc: x${a}\n", ":2:1", "one of its values"],
    ["too many dots", "a: ${...b}\n", ":1:1", "fewer dots"],
    ["a runtime param that is not given", "a:\n  - ${runtime_params:depth}\n", ":2:5", "default"],
    ["an environment variable", "a: ${oc.env:HOME}\n", ":1:1", "runtime_params"],
  ])("refuse %s, naming the place and the fix", async (_, text, place, fix) => {
    const error = await rejection(() => load(text));
    expect(error.code).toBe("config.interpolation");
    expect(error.message).toContain(`conf/base/parameters.yml${place}`);
    expect(error.hint).toContain(fix);
  });

  it("names a resolver of the project that fails, with what it threw", async () => {
    project.write(
      "settings.js",
      `exports.settings = { config: { resolvers: { tide: () => { throw new Error("no water"); } } } };`,
    );
    const error = await rejection(() => load("a: ${tide:}\n"));
    expect(error.message).toMatch(/parameters\.yml:1:1: "a": the resolver "tide" failed: no water/);
  });

  it("refuses aliases of aliases that would fill the memory", async () => {
    const layers = Array.from({ length: 9 }, (_, index) => {
      const below = index === 0 ? "x" : `*l${index - 1}`;
      return `k${index}: &l${index} [${Array.from({ length: 9 }, () => below).join(", ")}]`;
    });
    const error = await rejection(() => load(`${layers.join("\n")}\n`));
    expect(error.message).toContain("conf/base/parameters.yml");
    expect(error.hint).toContain("aliases");
  });
});

describe("environments", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject({
      "conf/base/parameters.yml": "a: 1\nb: 1\n",
      "conf/local/parameters.yml": "a: 2\n",
      "conf/prod/parameters.yml": "a: 3\n",
    });
  });
  afterEach(() => project.dispose());

  const load = (options = {}) => loadParameters(project.root, { variables: {}, ...options }).value;

  it("lie over base: local, or the one that is asked for", () => {
    expect(load()).toEqual({ a: 2, b: 1 });
    expect(load({ environment: "prod" })).toEqual({ a: 3, b: 1 });
    expect(load({ variables: { TRACKSIDE_ENV: "prod" } })).toEqual({ a: 3, b: 1 });
    expect(load({ environment: "base" })).toEqual({ a: 1, b: 1 });
  });

  it.each(["pord", "../base"])("refuses %s, which has no folder", async (environment) => {
    const error = await rejection(() => load({ environment }));
    expect(error.code).toBe("config.unknown-environment");
    expect(error.hint).toContain("prod");
  });

  it("takes another default, soft merges and patterns from settings.ts", () => {
    project.write(
      "settings.ts",
      `export const settings = { config: {
        defaultEnvironment: "prod", mergeStrategy: { spark: "soft" }, patterns: { spark: ["spark*"] },
      } };`,
    );
    project.write("conf/base/spark.yml", "executor: {memory: 2g, cores: 1}\n");
    project.write("conf/prod/spark.json", '{"executor": {"cores": 8}}');
    expect(load()).toEqual({ a: 3, b: 1 });
    expect(openConfig(project.root, { variables: {} }).get("spark").value).toEqual({
      executor: { memory: "2g", cores: 8 },
    });
  });

  it("names the file that a merged value came from", () => {
    const { locate } = loadParameters(project.root, { variables: {} });
    expect(locate(["a"])).toBe("conf/local/parameters.yml:1:1");
    expect(locate(["b"])).toBe("conf/base/parameters.yml:2:1");
  });

  it.each([
    ["a module that fails", "throw new Error('low tide');", "low tide"],
    ["a module without settings", "export const setings = {};", "exports no settings"],
  ])("refuses %s", async (_, text, problem) => {
    project.write("settings.ts", text);
    const error = await rejection(load);
    expect(error.code).toBe("config.settings");
    expect(error.message).toContain(problem);
  });
});
