import { TracksideError } from "../errors";
import { listNames, readNames, renameNames, sameNames, type DatasetNames } from "./dataset-names";
import { invalidNode } from "./invalid-node";
import { checkNamespace, joinNamespaces } from "./namespace-name";
import { bindingName, type AnyFunction } from "./notebook-bindings";
import { datasetOf } from "./transcoding";

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
  /** Unique within a pipeline and namespace. @default the function's name */
  readonly name?: string;
  /** Words to select nodes by. @default [] */
  readonly tags?: string | readonly string[];
  /** Put before the name, with a dot: `eu` makes `clean` into `eu.clean`. Datasets keep their names. @default none */
  readonly namespace?: string;
  /** How often it is run again when it fails. @default 0 */
  readonly retries?: number;
  /** Seconds to wait before it is run again. @default 0 */
  readonly retryDelay?: number;
  /**
   * Keep the outputs in `.trackside/cache` under digests of code and inputs, and take them from there instead of running
   * again. For functions whose result depends on nothing else. @default false
   */
  readonly cache?: boolean;
}

const definitionSymbol: unique symbol = Symbol.for("trackside.node");

/** What a node is made of; read by the runner. */
export interface NodeDefinition {
  readonly func: AnyFunction;
  /** Its name in the notebook, by which a later definition is found. */
  readonly binding: string | undefined;
  readonly inputs: DatasetNames;
  readonly outputs: DatasetNames;
  readonly execution: NodeExecution;
}

/** How a node is run. */
export type NodeExecution = Readonly<Required<Pick<NodeOptions, "retries" | "retryDelay" | "cache">>>;

/** A function with the names of the datasets that it takes and makes. */
export interface PipelineNode {
  /** With its namespace before it: `eu.clean`. */
  readonly name: string;
  /** Undefined for a node that is in none. */
  readonly namespace: string | undefined;
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
  const shortName = options.name ?? func.name;
  if (!shortName) {
    throw new TracksideError("a node of a function without a name needs one of its own", {
      code: "pipeline.no-name",
      hint: 'Give it: node(func, inputs, outputs, { name: "clean" }).',
    });
  }
  const namespace = options.namespace === undefined ? undefined : checkNamespace(options.namespace);
  const name = joinNamespaces(namespace, shortName);
  const definition = {
    func,
    binding: bindingName(func),
    inputs: readNames(name, "inputs", inputs),
    outputs: readNames(name, "outputs", outputs),
    execution: readExecution(name, options),
  };
  checkArguments(name, definition);
  return assemble({ name, namespace, tags: listTags(options.tags), definition });
}

/** The same node with tags added to it. */
export function tagNode(of: PipelineNode, tags: readonly string[]): PipelineNode {
  return assemble({ ...of, tags: listTags([...of.tags, ...tags]), definition: definitionOf(of) });
}

/** The same node in an outer namespace, if there is one, and with other datasets. */
export function moveNode(
  of: PipelineNode,
  namespace: string | undefined,
  rename: (dataset: string) => string,
): PipelineNode {
  const { inputs, outputs, ...rest } = definitionOf(of);
  return assemble({
    name: joinNamespaces(namespace, of.name),
    namespace:
      namespace === undefined || of.namespace === undefined
        ? (namespace ?? of.namespace)
        : joinNamespaces(namespace, of.namespace),
    tags: of.tags,
    definition: { ...rest, inputs: renameNames(inputs, rename), outputs: renameNames(outputs, rename) },
  });
}

/**
 * Tells whether two nodes are one: by name, inputs and outputs. The functions are not compared, so that a node made anew
 * by its cell is still the one that it was.
 *
 * @see kedro/pipeline/node.py, `Node._unique_key`
 */
export function isSameNode(left: PipelineNode, right: PipelineNode): boolean {
  const [one, other] = [definitionOf(left), definitionOf(right)];
  return left.name === right.name && sameNames(one.inputs, other.inputs) && sameNames(one.outputs, other.outputs);
}

/** Tags as they may be written, each once. */
export function listTags(tags: string | readonly string[] = []): readonly string[] {
  return [...new Set(typeof tags === "string" ? [tags] : tags)];
}

interface NodeParts {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly tags: readonly string[];
  readonly definition: NodeDefinition;
}

function assemble({ name, namespace, tags, definition }: NodeParts): PipelineNode {
  const made: PipelineNode = {
    name,
    namespace,
    inputs: Object.freeze(listNames(definition.inputs)),
    outputs: Object.freeze(listNames(definition.outputs)),
    tags: Object.freeze(tags),
    [definitionSymbol]: definition,
  };
  // Not shown when a cell ends with a node.
  Object.defineProperty(made, definitionSymbol, { enumerable: false });
  checkDatasets(made);
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

function readExecution(name: string, options: NodeOptions): NodeExecution {
  const { retries = 0, retryDelay = 0, cache = false } = options;
  if (!Number.isInteger(retries) || retries < 0) {
    throw invalidNode(name, `its retries are ${String(retries)}`, "Give a whole number, 0 or more.");
  }
  if (!(retryDelay >= 0)) {
    throw invalidNode(name, `its retryDelay is ${String(retryDelay)}`, "Give seconds, 0 or more.");
  }
  return { retries, retryDelay, cache };
}

function checkArguments(name: string, { func, inputs }: NodeDefinition): void {
  const given = inputs.form === "properties" ? 1 : listNames(inputs).length;
  if (func.length > given) {
    throw invalidNode(
      name,
      `the function takes ${func.length} arguments, but there ${given === 1 ? "is 1 input" : `are ${given} inputs`}`,
      "Name a dataset for each argument.",
    );
  }
}

function checkDatasets({ name, inputs, outputs }: PipelineNode): void {
  if (inputs.length === 0 && outputs.length === 0) {
    throw invalidNode(name, "it has neither inputs nor outputs", "Name at least one dataset that it takes or makes.");
  }
  const taken = new Set(inputs.map(datasetOf));
  const made = new Set<string>();
  for (const output of outputs.map(datasetOf)) {
    if (made.has(output)) {
      throw invalidNode(name, `"${output}" is an output twice`, "Give each output a name of its own.");
    }
    if (taken.has(output)) {
      throw invalidNode(
        name,
        `"${output}" is both input and output`,
        `Give the output another name, such as "${output}_new".`,
      );
    }
    made.add(output);
  }
}
