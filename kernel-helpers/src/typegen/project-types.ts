import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { loadParameters, openConfig } from "../config";
import { TracksideError } from "../errors";
import { defaultPipelineName, loadPipelines, type Pipelines } from "../project";
import { typeOfParameters } from "./data-shape";
import { typeDatasets, typePatterns } from "./dataset-types";
import { earlierKey, earlierTypes, header, projectText } from "./project-text";
import { propertyName } from "./type-text";

/** The name of the generated module, unless another is given. */
export const defaultOutput = "trackside-project.ts";

/** What came of it. */
export interface GeneratedTypes {
  /** The module, relative to the project's root. */
  readonly output: string;
  /** Whether it was as it must be already. */
  readonly upToDate: boolean;
  readonly datasets: number;
  /** Datasets of which nothing tells the type, and why where that is not plain. */
  readonly unknown: readonly { readonly name: string; readonly problem: string | undefined }[];
}

/**
 * Writes the module that tells the compiler a project's datasets, parameters and pipelines.
 *
 * @param check - compare only, and write nothing.
 * @throws TracksideError when the file is there and not ours, or what it is made from is broken.
 */
export async function generateTypes(
  root: string,
  output: string = defaultOutput,
  check = false,
): Promise<GeneratedTypes> {
  const file = outputFile(root, output);
  const shown = relative(root, file).split(sep).join("/");
  const before = readEarlier(file, shown);
  if (before === undefined && check) {
    return { output: shown, upToDate: false, datasets: 0, unknown: [] };
  }
  if (before === undefined) {
    // Pipelines that import it cannot be loaded before it is there.
    writeFileSync(file, (await textOf(root, new Map(), "")).text);
  }
  const { text, datasets, unknown } = await textOf(root, await loadPipelines(root), before ?? "");
  const upToDate = text === before;
  if (!upToDate && !check) {
    writeFileSync(file, text);
  }
  return { output: shown, upToDate, datasets, unknown };
}

function outputFile(root: string, output: string): string {
  const file = resolve(root, output);
  const within = relative(root, file);
  if (!/^[^.].*[^.]\.ts$|^[^.]\.ts$/.test(within) || within.endsWith(".d.ts") || /[\\/]/.test(within)) {
    throw new TracksideError(`types cannot be written to ${output}`, {
      code: "typegen.output",
      hint: `Name a TypeScript file in the project's own folder, such as ${defaultOutput}.`,
    });
  }
  return file;
}

function readEarlier(file: string, shown: string): string | undefined {
  const text = existsSync(file) ? readFileSync(file, "utf8").replaceAll("\r\n", "\n") : undefined;
  if (text !== undefined && !text.startsWith(header)) {
    throw new TracksideError(`${shown} is there, and was not made by trackside typegen`, {
      code: "typegen.output",
      hint: "Name another file by --output, or move this one away.",
    });
  }
  return text;
}

async function textOf(root: string, pipelines: Pipelines, before: string) {
  const earlier = earlierTypes(before);
  const found = (await typeDatasets(root, pipelines)).map(({ name, type, comment, problem }) => {
    return { name, comment, problem, type: type ?? earlier.get(earlierKey(comment, propertyName(name))) ?? "unknown" };
  });
  const text = projectText({
    datasets: found,
    patterns: typePatterns(root),
    parameters: typeOfParameters(loadParameters(root).value),
    pipelines: [...new Set([defaultPipelineName, ...pipelines.keys()])],
    runtimeParams: runtimeParamsOf(root),
  });
  return { text, datasets: found.length, unknown: found.filter(({ type }) => type === "unknown") };
}

/** Keys that the configuration asks for by `${runtime_params:...}`. */
function runtimeParamsOf(root: string): string[] {
  const config = openConfig(root);
  const files = ["parameters", "catalog", "globals"].flatMap((kind) => config.getOrEmpty(kind).files);
  const keys = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/\$\{\s*runtime_params:\s*([\w.]+)/g)].map(
      ([, key = ""]) => key,
    ),
  );
  return [...new Set(keys)].sort();
}
