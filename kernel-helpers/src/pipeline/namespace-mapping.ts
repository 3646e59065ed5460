import { suggestName, TracksideError } from "../errors";
import { isWellFormed } from "./dataset-names";
import { joinNamespaces } from "./namespace-name";
import { isParameterName } from "./node";
import { datasetOf, formOf } from "./transcoding";
import type { Pipeline } from "./pipeline-type";

/** Names that stay as they are, one or several; or names by the names that they had. */
export type NameMapping = string | readonly string[] | Readonly<Record<string, string>>;

/** Which names of a pipeline's datasets and parameters become which. */
export interface DatasetMapping {
  readonly namespace?: string | undefined;
  readonly inputs?: NameMapping | undefined;
  readonly outputs?: NameMapping | undefined;
  readonly parameters?: NameMapping | undefined;
  readonly prefixDatasetsWithNamespace?: boolean | undefined;
}

/**
 * Makes the function that gives every dataset and parameter of a pipeline its new name.
 *
 * @throws TracksideError when a name to map is not there, or not what it is said to be.
 * @see kedro/pipeline/pipeline.py, `_map_nodes` and `_rename`
 */
export function renamingOf(of: Pipeline, mapping: DatasetMapping): (name: string) => string {
  const inputs = readMapping("inputs", mapping.inputs);
  const outputs = readMapping("outputs", mapping.outputs);
  const parameters = new Map([...readMapping("parameters", mapping.parameters)].map(asParameters));
  checkInputs(of, inputs);
  checkOutputs(of, outputs);
  checkKnown(of, "parameters", parameters.keys());
  const names = new Map([...inputs, ...outputs, ...parameters]);
  const prefix = mapping.prefixDatasetsWithNamespace === false ? undefined : mapping.namespace;
  return (name) => names.get(name) ?? renameForm(name, names) ?? addPrefix(prefix, name);
}

type Names = ReadonlyMap<string, string>;
type What = "inputs" | "outputs" | "parameters";

function readMapping(what: What, written: unknown): Names {
  const pairs: readonly (readonly [unknown, unknown])[] =
    written === undefined
      ? []
      : typeof written === "string"
        ? [[written, written]]
        : Array.isArray(written)
          ? written.map((name: unknown) => [name, name] as const)
          : Object.entries(written ?? {});
  return new Map(
    pairs.map(([name, renamed]) => {
      if (typeof name !== "string" || typeof renamed !== "string" || !isWellFormed(renamed)) {
        throw mappingError(
          `\`${what}\` maps ${JSON.stringify(name) ?? String(name)} to ${JSON.stringify(renamed) ?? String(renamed)}`,
          "Give a name, a list of names that stay, or an object of new names by old ones.",
        );
      }
      return [name, renamed];
    }),
  );
}

/** Parameters may be written without `params:`. */
function asParameters([name, renamed]: readonly [string, string]): [string, string] {
  const written = (each: string) => (each.startsWith("params:") ? each : `params:${each}`);
  return name === "parameters" ? [name, name] : [written(name), written(renamed)];
}

function checkInputs(of: Pipeline, inputs: Names): void {
  const parameter = [...inputs.keys()].find(isParameterName);
  if (parameter !== undefined) {
    throw mappingError(`"${parameter}" is among \`inputs\``, "Name parameters in `parameters`.");
  }
  checkKnown(of, "inputs", inputs.keys());
  const free = new Set(of.inputs.map(datasetOf));
  const made = [...inputs.keys()].find((name) => !free.has(datasetOf(name)));
  if (made !== undefined) {
    throw mappingError(`"${made}" is among \`inputs\`, but a node of the pipeline makes it`, "Name it in `outputs`.");
  }
}

function checkOutputs(of: Pipeline, outputs: Names): void {
  checkKnown(of, "outputs", outputs.keys());
  const free = new Set(of.inputs.map(datasetOf));
  const taken = [...outputs.keys()].find((name) => free.has(datasetOf(name)));
  if (taken !== undefined) {
    throw mappingError(
      `"${taken}" is among \`outputs\`, but no node of the pipeline makes it`,
      isParameterName(taken) ? "Name it in `parameters`." : "Name it in `inputs`.",
    );
  }
}

function checkKnown(of: Pipeline, what: What, names: Iterable<string>): void {
  const known = new Set(of.datasets.map(datasetOf));
  for (const name of names) {
    if (!known.has(datasetOf(name))) {
      throw new TracksideError(`\`${what}\` names "${name}", which no node of the pipeline takes or makes`, {
        code: "pipeline.unknown-dataset",
        hint: suggestName(name, fitting(of, what)),
      });
    }
  }
}

/** Names that could have been meant. */
function fitting(of: Pipeline, what: What): readonly string[] {
  switch (what) {
    case "inputs":
      return of.inputs.filter((name) => !isParameterName(name));
    case "outputs":
      return of.datasets.filter((name) => !of.inputs.includes(name));
    case "parameters":
      return of.inputs.filter(isParameterName);
  }
}

/** A dataset that is mapped without its form keeps the form. */
function renameForm(name: string, names: Names): string | undefined {
  const renamed = names.get(datasetOf(name));
  if (renamed !== undefined && formOf(name) !== "" && formOf(renamed) !== "") {
    throw mappingError(
      `"${datasetOf(name)}" becomes "${renamed}", but a node has it as "${name}"`,
      `Map it to "${datasetOf(renamed)}", which keeps every node's form.`,
    );
  }
  return renamed === undefined ? undefined : renamed + formOf(name);
}

function addPrefix(namespace: string | undefined, name: string): string {
  if (name === "parameters") {
    return name;
  }
  const key = /^params:(.*)$/s.exec(name)?.[1];
  return key === undefined ? joinNamespaces(namespace, name) : `params:${joinNamespaces(namespace, key)}`;
}

function mappingError(problem: string, hint: string): TracksideError {
  return new TracksideError(`a pipeline cannot be mapped so: ${problem}`, { code: "pipeline.mapping", hint });
}
