import { utimesSync } from "node:fs";
import { loadParameters, lookUpParameter, nestKeys, parameterKeys } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

describe("loadParameters", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  const load = () => loadParameters(project.root).value;

  it("gives nothing for a folder without conf", () => {
    expect(load()).toEqual({});
  });

  it("joins all parameters files of conf/base", () => {
    project.write("conf/base/parameters.yml", "a: 1\n");
    project.write("conf/base/parameters_train.yaml", "train:\n  depth: 3\n");
    project.write("conf/base/other.yml", "b: 2\n");
    expect(load()).toEqual({ a: 1, train: { depth: 3 } });
  });

  it("lets conf/local replace whole top-level keys, as Kedro does", () => {
    project.write("conf/base/parameters.yml", "m:\n  a: 1\n  b: 2\nk: 1\n");
    project.write("conf/local/parameters.yml", "m:\n  a: 9\n");
    expect(load()).toEqual({ m: { a: 9 }, k: 1 });
  });

  it("reads a file again when it has changed", () => {
    const path = project.write("conf/base/parameters.yml", "a: 1\n");
    expect(load()).toEqual({ a: 1 });
    project.write("conf/base/parameters.yml", "a: 2\n");
    utimesSync(path, new Date(), new Date(Date.now() + 1000));
    expect(load()).toEqual({ a: 2 });
  });

  it.each([
    ["no", false],
    ["yes", true],
    ["on", true],
    ["True", true],
    ["y", "y"],
    ["n", "n"],
    ["1_000", 1000],
    ["017", 15],
    ["0o17", "0o17"],
    ["0x1F", 31],
    ["12:30:45", 45045],
    ["1e3", 1000],
    ["2020-01-01", "2020-01-01"],
    ["'no'", "no"],
    ["~", null],
    [".inf", Infinity],
    ["12345678901234567890", 12345678901234567890n],
  ])("reads %s as Kedro does", (text, value) => {
    project.write("conf/base/parameters.yml", `x: ${text}\n`);
    expect(load()).toEqual({ x: value });
  });

  it("follows anchors and merge keys", () => {
    project.write("conf/base/parameters.yml", "d: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3\n");
    expect(load()).toEqual({ d: { a: 1, b: 2 }, e: { a: 1, b: 3 } });
  });

  it.each([
    ["an open bracket", "a: [1, 2\nb: 3\n", "conf/base/parameters.yml:2:1", "brackets"],
    ["a tab", "a:\n\tb: 1\n", "conf/base/parameters.yml:2:1", "spaces"],
    ["a key twice", "a: 1\nb: 2\na: 3\n", "conf/base/parameters.yml:3:1", "Remove one"],
    ["a list", "- 1\n- 2\n", "conf/base/parameters.yml", "key: value"],
    ["two documents", "a: 1\n---\nb: 2\n", "conf/base/parameters.yml holds 2", "---"],
  ])("refuses %s, naming the place and the fix", async (_, text, place, fix) => {
    project.write("conf/base/parameters.yml", text);
    const error = await rejection(load);
    expect(error.message).toContain(place);
    expect(error.hint).toContain(fix);
  });

  it("refuses a key that two files of a folder set", async () => {
    project.write("conf/base/parameters.yml", "a: 1\n");
    project.write("conf/base/parameters_b.yml", "\na: 2\n");
    const error = await rejection(load);
    expect(error.message).toContain("conf/base/parameters.yml:1:1 and conf/base/parameters_b.yml:2:1");
  });

  it("refuses a file that is not UTF-8", async () => {
    project.write("conf/base/parameters.yml", new Uint8Array([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
    expect((await rejection(load)).message).toContain("conf/base/parameters.yml cannot be read");
  });
});

describe("dotted keys", () => {
  const tree = { train: { depth: 3, "odd.key": 1, list: [1], none: null }, "a.b": 2 };

  it("are looked up in branches, dots within keys included", () => {
    expect(lookUpParameter(tree, "train.depth")).toBe(3);
    expect(lookUpParameter(tree, "train.odd.key")).toBe(1);
    expect(lookUpParameter(tree, "a.b")).toBe(2);
    expect(lookUpParameter(tree, "train.none")).toBeNull();
  });

  it("are not found past a value or among what all objects inherit", () => {
    expect(lookUpParameter(tree, "train.depth.more")).toBeUndefined();
    expect(lookUpParameter(tree, "train.list.0")).toBeUndefined();
    expect(lookUpParameter(tree, "constructor.name")).toBeUndefined();
  });

  it("are listed with their branches", () => {
    expect(parameterKeys({ a: { b: { c: 1 } }, d: 2 })).toEqual(["a", "a.b", "a.b.c", "d"]);
  });

  it("become a tree, with the dots that the parameters' own keys have", () => {
    expect(nestKeys(tree, { "train.depth": 8, "train.odd.key": 2, "new.branch": 1, "a.b": 3 })).toEqual({
      train: { depth: 8, "odd.key": 2 },
      new: { branch: 1 },
      "a.b": 3,
    });
  });
});
