import { inspect } from "node:util";
import type { Catalog } from "../catalog";
import { TracksideError } from "../errors";
import { isParameterName } from "../pipeline";
import { inColumns } from "./columns";
import { jsonText } from "./json-text";
import { ProjectDatasets, toProblem, type ListedDataset, type ListedParameter } from "./project-datasets";

/** What `trackside catalog list` prints. */
export async function listDatasets(root: string, pipeline: string | undefined, asJson: boolean): Promise<string> {
  const project = await open(root);
  const chosen = pipeline === undefined ? undefined : await ProjectDatasets.namesOf(root, pipeline);
  const names = chosen?.filter((name) => !isParameterName(name)) ?? project.datasetNames();
  const datasets = names.map((name) => project.dataset(name));
  const parameters = (chosen?.filter(isParameterName) ?? project.parameterNames()).map((name) =>
    project.parameter(name),
  );
  const patterns = project.catalog.patterns();
  return asJson ? jsonText({ datasets, parameters, patterns }) : shownList(datasets, parameters, patterns).join("\n");
}

/** What `trackside catalog describe` prints. */
export async function describeDataset(root: string, name: string, asJson: boolean): Promise<string> {
  const project = await open(root);
  if (isParameterName(name)) {
    const parameter = project.parameter(name);
    return asJson ? jsonText(parameter) : shownParameter(parameter).join("\n");
  }
  project.checkKnown(name);
  const dataset = await withPresence(project.catalog, project.dataset(name));
  return asJson ? jsonText(dataset) : shownDataset(dataset).join("\n");
}

/** Pipelines that cannot be loaded leave the catalog to be seen. */
async function open(root: string): Promise<ProjectDatasets> {
  const project = await ProjectDatasets.open(root);
  if (project.problem) {
    const { message, hint } = project.problem;
    process.stderr.write(`trackside: the pipelines are left out: ${message}\n${hint === null ? "" : `${hint}\n`}`);
  }
  return project;
}

/** Whether there is data, and in which versions; null where nobody can tell. */
interface Presence {
  readonly exists: boolean | null;
  readonly versions: readonly string[] | null;
}

/** What keeps a dataset from being looked for, as credentials that are missing, is its problem. */
async function withPresence(catalog: Catalog, dataset: ListedDataset): Promise<ListedDataset & Presence> {
  const unknown = { exists: null, versions: null };
  if (!dataset.declared || dataset.problem !== null) {
    return { ...dataset, ...unknown };
  }
  try {
    return { ...dataset, exists: await catalog.exists(dataset.name), versions: await versionsOf(catalog, dataset) };
  } catch (error) {
    if (TracksideError.is(error)) {
      return { ...dataset, ...unknown, problem: toProblem(error) };
    }
    throw error;
  }
}

async function versionsOf(catalog: Catalog, { name }: ListedDataset): Promise<readonly string[] | null> {
  try {
    return await catalog.versions(name);
  } catch (error) {
    if (TracksideError.is(error) && error.code === "catalog.not-versioned") {
      return null;
    }
    throw error;
  }
}

function shownList(
  datasets: readonly ListedDataset[],
  parameters: readonly ListedParameter[],
  patterns: readonly string[],
): string[] {
  return [
    ...inColumns(datasets.map(datasetRow)),
    ...inColumns(parameters.map(parameterRow)),
    ...patterns.map((pattern) => `"${pattern}"  for every name like it`),
  ];
}

function datasetRow({ name, type, filepath, declared, pattern, problem }: ListedDataset): string[] {
  const notes = {
    none: pattern === null ? "" : `from "${pattern}"`,
    python: "only Python reads it",
    wrong: `cannot be used: see trackside catalog describe ${name}`,
  };
  const kind = problem === null ? "none" : problem.code === "catalog.python-only" ? "python" : "wrong";
  return [name, type, filepath ?? (declared ? "" : "in memory until the run ends"), notes[kind]];
}

const longestValue = 80;

function parameterRow({ name, value, problem }: ListedParameter): string[] {
  const text = shownValue(value);
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  return [name, "parameter", problem === null ? shown : `there is none: see trackside catalog describe ${name}`];
}

function shownDataset(dataset: ListedDataset & Presence): string[] {
  const { name, type, place, pattern, filepath, path, declared, exists, versions, problem } = dataset;
  const nowhere = declared ? "in code" : "nowhere: it lives in memory until the run ends";
  const rows: readonly Row[] = [
    ["type", type],
    ["declared", place ?? nowhere],
    ["pattern", pattern],
    ["filepath", filepath],
    ["path", path],
    ["exists", exists === null ? null : exists ? "yes" : "no"],
    ["versions", versions?.join(", ") ?? null],
    ...usesRows(dataset),
    ["problem", problem && oneLine(problem.message)],
    ["to do", problem?.hint ?? null],
  ];
  return [name, ...shownRows(rows)];
}

function shownParameter(parameter: ListedParameter): string[] {
  const { name, value, problem } = parameter;
  return [
    name,
    ...shownRows([
      ["type", "parameter"],
      ["value", problem === null ? jsonText(value) : null],
      ...usesRows(parameter),
      ["problem", problem?.message ?? null],
      ["to do", problem?.hint ?? null],
    ]),
  ];
}

/** On one line, as TypeScript writes it. */
function shownValue(value: unknown): string {
  return inspect(value, { depth: null, breakLength: Infinity, compact: true });
}

type Row = readonly [what: string, text: string | null];

function usesRows({ madeBy, takenBy }: ListedDataset | ListedParameter): readonly Row[] {
  return [
    ["made by", madeBy.join(", ") || null],
    ["taken by", takenBy.join(", ") || null],
  ];
}

function shownRows(rows: readonly Row[]): string[] {
  return inColumns(
    rows.flatMap(([what, text]) => (text ? [[what, text]] : [])),
    "  ",
  );
}

function oneLine(text: string): string {
  return text.replaceAll("\n", " ");
}
