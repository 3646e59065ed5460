import { TracksideError } from "../errors";
import { bindingName, type AnyFunction } from "./notebook-bindings";

/**
 * Datasets that a node's function takes: one name; a name for each argument; or, for a function of one object, a name
 * for each of its properties. `params:train.depth` stands for a parameter, `parameters` for all of them, null for none.
 */
export type NodeInputs<Func extends AnyFunction = AnyFunction> =
  string | null | NamesByPosition<Parameters<Func>> | NamesByProperty<Parameters<Func>[0]>;

/**
 * Datasets that a node's function makes: one name for what it returns; names for the items of the array it returns; a name
 * for each property of the object it returns; or null for nothing.
 */
export type NodeOutputs = string | null | readonly string[] | { readonly [property: string]: string };

type NamesByPosition<Arguments extends readonly unknown[]> = { readonly [Position in keyof Arguments]: string };

type NamesByProperty<Argument> = Argument extends readonly unknown[]
  ? never
  : Argument extends object
    ? { readonly [Property in keyof Argument]: string }
    : never;

/** Settings of a node. */
export interface NodeOptions {
  /** Unique within a pipeline. @default the function's name */
  readonly name?: string;
  /** @default [] */
  readonly tags?: readonly string[];
}

const definitionSymbol: unique symbol = Symbol.for("trackside.node");

/** What a node is made of; read by the runner. */
export interface NodeDefinition {
  readonly func: AnyFunction;
  /** Its name in the notebook, by which a later definition is found. */
  readonly binding: string | undefined;
  readonly inputs: DatasetNames;
  readonly outputs: DatasetNames;
}

/** Names as written: of one value, of a list, or by property. */
export type DatasetNames =
  | { readonly form: "none" }
  | { readonly form: "one"; readonly name: string }
  | { readonly form: "list"; readonly names: readonly string[] }
  | { readonly form: "properties"; readonly names: ReadonlyMap<string, string> };

/** A function with the names of the datasets that it takes and makes. */
export interface PipelineNode {
  readonly name: string;
  /** Datasets and parameters it takes, in order. */
  readonly inputs: readonly string[];
  /** Datasets it makes, in order. */
  readonly outputs: readonly string[];
  readonly tags: readonly string[];
  /** For the runner. */
  readonly [definitionSymbol]: NodeDefinition;
}

/**
 * Makes a node of a function. Nothing runs yet; give it to `run`, alone or in a `pipeline`.
 *
 * @param func - Takes the inputs' data and returns the outputs'; may be async. It should not change its inputs in place.
 * @throws TracksideError when a name is missing or used twice, or the function takes more arguments than there are inputs.
 *
 * @example
 * ```ts
 * import { node, run } from "trackside";
 *
 * const double = (numbers: number[]) => numbers.map((each) => 2 * each);
 * const result = await run(node(double, "numbers", "doubled", { name: "double" }), { inputs: { numbers: [1, 2] } });
 * console.log(result.outputs.doubled);
 * ```
 */
export function node<Func extends AnyFunction>(
  func: Func,
  inputs: NodeInputs<Func>,
  outputs: NodeOutputs,
  options: NodeOptions = {},
): PipelineNode {
  if (typeof func !== "function") {
    throw new TracksideError(`a node needs a function, not ${func === null ? "null" : `a ${typeof func}`}`, {
      code: "pipeline.no-function",
      hint: "Give the function itself, without calling it: node(clean, ...), not node(clean(), ...).",
    });
  }
  const name = options.name ?? func.name;
  if (!name) {
    throw new TracksideError("a node of a function without a name needs one of its own", {
      code: "pipeline.no-name",
      hint: 'Give it: node(func, inputs, outputs, { name: "clean" }).',
    });
  }
  const definition = {
    func,
    binding: bindingName(func),
    inputs: readNames(name, "inputs", inputs),
    outputs: readNames(name, "outputs", outputs),
  };
  const made: PipelineNode = {
    name,
    inputs: Object.freeze(listNames(definition.inputs)),
    outputs: Object.freeze(listNames(definition.outputs)),
    tags: Object.freeze([...(options.tags ?? [])]),
    [definitionSymbol]: definition,
  };
  // Not shown when a cell ends with a node.
  Object.defineProperty(made, definitionSymbol, { enumerable: false });
  checkNode(made, definition);
  return Object.freeze(made);
}

/** Recognises a node also when another copy of this package made it, as happens in a notebook. */
export function isNode(value: unknown): value is PipelineNode {
  return typeof value === "object" && value !== null && definitionSymbol in value;
}

export function definitionOf(of: PipelineNode): NodeDefinition {
  return of[definitionSymbol];
}

export function isParameterName(name: string): boolean {
  return name === "parameters" || name.startsWith("params:");
}

function readNames(node: string, what: "inputs" | "outputs", written: unknown): DatasetNames {
  if (written === null) {
    return { form: "none" };
  }
  if (typeof written === "string") {
    return { form: "one", name: checkName(node, what, written) };
  }
  if (Array.isArray(written)) {
    return { form: "list", names: written.map((each: unknown) => checkName(node, what, each)) };
  }
  if (typeof written === "object") {
    const names = Object.entries(written).map(
      ([property, each]: [string, unknown]) => [property, checkName(node, what, each)] as const,
    );
    return { form: "properties", names: new Map(names) };
  }
  throw nodeError(
    node,
    `its ${what} are ${typeof written}`,
    "Give a dataset's name, a list of names, an object of names, or null.",
  );
}

function checkName(node: string, what: string, name: unknown): string {
  if (typeof name !== "string" || name === "" || name === "params:") {
    throw nodeError(
      node,
      `one of its ${what} is ${JSON.stringify(name) ?? String(name)}`,
      "Give the name of a dataset.",
    );
  }
  if (name.includes("@")) {
    throw nodeError(
      node,
      `"${name}" asks for transcoding`,
      "This version of Trackside has one form for each dataset: leave out the @.",
    );
  }
  return name;
}

function listNames(names: DatasetNames): string[] {
  switch (names.form) {
    case "none":
      return [];
    case "one":
      return [names.name];
    default:
      return [...names.names.values()];
  }
}

function checkNode({ name, inputs, outputs }: PipelineNode, definition: NodeDefinition): void {
  if (inputs.length === 0 && outputs.length === 0) {
    throw nodeError(name, "it has neither inputs nor outputs", "Name at least one dataset that it takes or makes.");
  }
  const parameter = outputs.find(isParameterName);
  if (parameter !== undefined) {
    throw nodeError(
      name,
      `"${parameter}" cannot be an output`,
      "Parameters are only read; give the output a dataset's name.",
    );
  }
  const twice = outputs.find((output, index) => outputs.indexOf(output) !== index);
  if (twice !== undefined) {
    throw nodeError(name, `"${twice}" is an output twice`, "Give each output a name of its own.");
  }
  const both = outputs.find((output) => inputs.includes(output));
  if (both !== undefined) {
    throw nodeError(name, `"${both}" is both input and output`, `Give the output another name, such as "${both}_new".`);
  }
  const given = definition.inputs.form === "properties" ? 1 : inputs.length;
  if (definition.func.length > given) {
    throw nodeError(
      name,
      `the function takes ${definition.func.length} arguments, but there ${given === 1 ? "is 1 input" : `are ${given} inputs`}`,
      "Name a dataset for each argument.",
    );
  }
}

function nodeError(node: string, problem: string, hint: string): TracksideError {
  return new TracksideError(`node "${node}": ${problem}`, { code: "pipeline.invalid-node", hint });
}
