import { typedObject, typedUnion, type TypedProperty } from "./type-text";

/** By which a file is known to be ours, whatever else is in it. */
export const header = "// Made by `trackside typegen` from conf/ and the pipelines.";

/** What the module is made of. */
export interface ProjectParts {
  readonly datasets: readonly TypedProperty[];
  readonly patterns: readonly { readonly key: string; readonly pattern: string; readonly type: string }[];
  readonly parameters: string;
  readonly pipelines: readonly string[];
  readonly runtimeParams: readonly string[];
}

/** The text of the generated module. */
export function projectText({ datasets, patterns, parameters, pipelines, runtimeParams }: ProjectParts): string {
  const usesMadeBy = datasets.some(({ type }) => type.startsWith("MadeBy<"));
  const project = [
    { name: "datasets", type: "Datasets" },
    ...(patterns.length > 0 ? [{ name: "factories", type: "DatasetFactories" }] : []),
    { name: "parameters", type: "ProjectParameters" },
    { name: "pipelines", type: literals(pipelines) },
    ...(runtimeParams.length > 0 ? [{ name: "runtimeParams", type: literals(runtimeParams) }] : []),
  ];
  return `${header}
// Run it again after a change of them: what is written here by hand is lost.

import { typed${usesMadeBy ? ", type MadeBy" : ""} } from "trackside";

/** What the data of each dataset is. */
export interface Datasets ${typedObject(datasets)}
${patterns.length > 0 ? `\n${patternText(patterns)}` : ""}
/** The parameters, as they nest. */
${parametersText(parameters)}

/** What the compiler is told of the project. */
export interface Project ${typedObject(project)}

export const { node, pipeline, catalog, params, run } = typed<Project>();
`;
}

function patternText(patterns: ProjectParts["patterns"]): string {
  const lines = patterns.map(({ key, pattern, type }) => `  /** ${pattern} */\n  [name: ${key}]: ${type};\n`);
  return `/** The data of datasets whose names match a pattern of the catalog. */
export interface DatasetFactories {
${lines.join("")}}
`;
}

function literals(names: readonly string[]): string {
  return typedUnion(names.map((name) => JSON.stringify(name)));
}

/**
 * The types of datasets that an earlier module has, each under its comment and name: a file that is not here now was there
 * when it was made, maybe on another machine.
 */
export function earlierTypes(text: string): Map<string, string> {
  const [, body = ""] = /^export interface Datasets \{\n([\s\S]*?)^\}$/m.exec(text) ?? [];
  const types = new Map<string, string>();
  for (const member of body.split(/^(?= {2}\/\*\* )/m)) {
    const [, comment = "", name = "", type = ""] =
      /^ {2}\/\*\* (.*) \*\/\n {2}("(?:[^"\\]|\\.)*"|[\w$]+): ([\s\S]*);\n$/.exec(member) ?? [];
    types.set(earlierKey(comment, name), type.replace(/^ {2}/gm, ""));
  }
  return types;
}

export function earlierKey(comment: string, propertyName: string): string {
  return `${comment}\n${propertyName}`;
}

/** An interface, as messages then name it; without parameters there is none that an interface could have. */
function parametersText(parameters: string): string {
  return parameters.startsWith("{")
    ? `export interface ProjectParameters ${parameters}`
    : `export type ProjectParameters = ${parameters};`;
}
