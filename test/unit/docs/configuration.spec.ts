import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { openCatalog } from "../../../kernel-helpers/src/catalog";
import {
  connectionPathVariables,
  connectionVariables,
  loadCatalogConfig,
  loadMlflowConfig,
  loadParameters,
} from "../../../kernel-helpers/src/config";
import { blocksOf, documentationPages, fileOf } from "../../integration/docs/documentation-page";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

const repository = resolve(__dirname, "../../..");
const page = readFileSync(join(repository, "docs", "configuration.md"), "utf8");

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "conf/base/.gitkeep": "" });
});
afterEach(() => project.dispose());

it.each(documentationPages)("the files that %s shows are ones that Trackside reads", (name) => {
  const files = blocksOf(name).flatMap((block) => fileOf(block) ?? []);
  for (const { path, text } of files) {
    project.write(path, text);
    loadMlflowConfig(project.root);
    loadParameters(project.root);
    const catalog = openCatalog(project.root);
    expect(
      [...loadCatalogConfig(project.root).entries.keys()].map((each) => catalog.describe(each).declared),
    ).not.toContain(false);
  }
});

/** Names in the first column of the table behind a heading's line. */
function firstColumn(pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map(([, name = ""]) => name);
}

const mlflowKeys = firstColumn(/^\| `((?:server|tracking|ui)\.[\w.]+)`/gm);
const refusedFrom = mlflowKeys.indexOf("server.mlflow_registry_uri");

function mlflowYml(key: string, value: unknown): string {
  const [, ...path] = key.split(".");
  // what a provider is given says nothing without the provider
  const needed = key.startsWith(`${provider}.`) ? { type: "./headers.ts" } : {};
  const tree = path.reduceRight<unknown>(
    (inner, part, depth) => ({ ...(depth === path.length - 1 ? needed : {}), [part]: inner }),
    value,
  );
  return JSON.stringify({ [key.split(".")[0]!]: tree });
}

const provider = "server.request_header_provider";

/** Codes of the errors that a key gives with values of each kind; `null` where a value is taken. */
async function answersTo(key: string): Promise<(string | null)[]> {
  const answers = [];
  for (const value of ["tag", "truncate", "node", "code", true, false, ["a"], { a: 1 }, 8080]) {
    project.write("conf/base/mlflow.yml", mlflowYml(key, value));
    const answer = await rejection(() => loadMlflowConfig(project.root)).catch(() => null);
    answers.push(answer?.code ?? null);
  }
  return answers;
}

it.each(mlflowKeys.slice(0, refusedFrom))("mlflow.yml's key %s has an effect", async (key) => {
  const answers = await answersTo(key);
  expect(answers).toContain(null);
  expect(answers).not.toContain("config.unsupported-key");
});

it.each(mlflowKeys.slice(refusedFrom))("mlflow.yml's key %s is refused", async (key) => {
  expect(await answersTo(key)).toContain("config.unsupported-key");
});

it("docs/configuration.md lists every key of mlflow.yml", () => {
  const schema = readFileSync(join(repository, "kernel-helpers/src/config/mlflow-schema.ts"), "utf8");
  const refused = [...schema.matchAll(/inactive\(\s*"([\w.]+)"/g)].map(([, key = ""]) => key);
  expect(mlflowKeys.slice(refusedFrom).sort()).toEqual(refused.sort());
});

it("docs/configuration.md lists every variable by which a server is reached", () => {
  const own = ["HOME", "USERPROFILE"];
  const read = [...connectionVariables, ...connectionPathVariables].filter((name) => !own.includes(name));
  const listed = firstColumn(/^\| `((?:MLFLOW|AWS|DATABRICKS|SAGEMAKER)_[A-Z0-9_]+)`/gm);
  expect(listed).toEqual(expect.arrayContaining([...read, "MLFLOW_TRACKING_URI", "MLFLOW_EXPERIMENT_NAME"]));
});

it("docs/configuration.md lists every variable of Trackside's, and no other", () => {
  const files = ["kernel-helpers/src", "scripts"].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(ts|mjs)$/.test(name))
      .map((name) => join(repository, folder, name)),
  );
  const used = files.flatMap((file) => readFileSync(file, "utf8").match(/\bTRACKSIDE_[A-Z_]+\b/g) ?? []);
  expect(firstColumn(/^\| `(TRACKSIDE_[A-Z_]+)`/gm).sort()).toEqual([...new Set(used)].sort());
});
