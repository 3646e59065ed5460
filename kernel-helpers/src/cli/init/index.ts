import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { findProjectRoot } from "../../config";
import { TracksideError } from "../../errors";
import { packageVersion } from "../../own-package";
import { findKedroProject, kedroRemarks, type KedroProject } from "../kedro";
import { toProblem } from "../project-datasets";
import { shellLine } from "../shell-words";
import { openWholeCatalog } from "../whole-catalog";
import { readTemplate, writeMissing } from "./template";

/** What a project that is there needs to be one of ours; its settings, data and nodes are its own. */
const forProjectsThere = [".gitignore", "package.json", "tsconfig.json"];

/**
 * Makes a project, or adds to one what it lacks. No file is changed.
 *
 * @returns lines that tell what was done, and what to do next.
 * @throws TracksideError when the folder is a file, lies in a project, or takes no files.
 */
export async function initProject(folder: string, name?: string): Promise<string[]> {
  const root = resolve(folder);
  const kedro = findKedroProject(root);
  checkFolder(root, kedro);
  const isThere = existsSync(join(root, "conf", "base"));
  const words = { name: name ?? basename(root), package: packageName(basename(root)), version: packageVersion() };
  const template = readTemplate(words).filter(({ path }) => !isThere || forProjectsThere.includes(path));
  const { made, left } = writeMissing(root, template);
  return [
    ...made.map((path) => `made  ${path}`),
    ...left.map((path) => `left  ${path}, which was there`),
    ...additions(root, left),
    ...(isThere ? ["", ...knownProject(root, kedro)] : []),
    "",
    ...nextSteps(relative(process.cwd(), root), isThere),
  ];
}

function checkFolder(root: string, kedro: KedroProject | undefined): void {
  if (existsSync(root) && !statSync(root).isDirectory()) {
    throw new TracksideError(`${root} is a file`, { code: "cli.init", hint: "Name a folder, there or not." });
  }
  const above = findProjectRoot(root);
  if (above.isProject && above.root !== root) {
    throw new TracksideError(`${root} lies in a project already: ${above.root}`, {
      code: "cli.init",
      hint: `Give the command there, or choose a folder outside of it.`,
    });
  }
  if (kedro && !above.isProject) {
    throw new TracksideError(`${root} is a Kedro project without conf/base`, {
      code: "cli.init",
      hint: "Trackside reads conf/: make that a link to the folder that CONF_SOURCE names, or make conf/base.",
    });
  }
}

/** npm's names are small letters, digits and a few marks. */
function packageName(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9-._]+/g, "-")
      .replace(/^[-._]+|[-._]+$/g, "") || "project"
  );
}

/** Lines of files that were there, which they lack. */
function additions(root: string, left: readonly string[]): string[] {
  const lacks = (path: string, text: string) =>
    left.includes(path) && !readFileSync(join(root, path), "utf8").includes(text);
  const ignored = ["node_modules/", "mlflow.db", "mlartifacts/"].filter((line) => lacks(".gitignore", line));
  return [
    ...(ignored.length > 0 ? [`add   to .gitignore: ${ignored.join(" ")}`] : []),
    ...(lacks("package.json", '"trackside"') ? ["add   to package.json: npm install trackside"] : []),
  ];
}

/** What Trackside makes of a project that was there. */
function knownProject(root: string, kedro: KedroProject | undefined): string[] {
  const catalog = openWholeCatalog(root);
  const names = catalog.list().filter((each) => catalog.isDeclared(each));
  const problems = names.flatMap((each) => catalog.describe(each).problem ?? []);
  const usable = `${names.length - problems.length} of its ${names.length} datasets can be used.`;
  return [
    `This is ${kedro ? "a Kedro project" : "a project"} already: conf/ stays as it is, and is read as it is. ${usable}`,
    ...problems.map(toProblem).map(({ message, hint }) => `- ${message.replaceAll("\n", " ")}. ${hint ?? ""}`),
    ...(kedro ? kedroRemarks(kedro) : []).map(({ seen, fix }) => `- ${seen}. ${fix}`),
  ];
}

function nextSteps(folder: string, isThere: boolean): string[] {
  return [
    "Next:",
    ...(folder === "" ? [] : [`  ${shellLine(["cd", folder])}`]),
    "  npm install",
    ...(isThere
      ? [
          "  npx trackside catalog list   shows what of the catalog can be used",
          "  write nodes into pipelines/<name>/pipeline.ts",
        ]
      : []),
    "  npx trackside run            runs the pipelines, recorded in MLflow",
    "  npx trackside doctor         says what is missing, if something is",
  ];
}
