import { renamingOf, type NameMapping } from "./namespace-mapping";
import { checkNamespace } from "./namespace-name";
import { moveNode, type PipelineNode } from "./node";
import { joinNodes, nodesOf } from "./pipeline-object";
import type { Pipeline } from "./pipeline-type";

/** What `pipeline` does to the nodes that it joins. */
export interface PipelineOptions {
  /**
   * Put before the names of nodes, datasets and parameters, with a dot: `ships` becomes `eu.ships`, `params:clean.oldest`
   * becomes `params:eu.clean.oldest`. `parameters` stays, and so does what is named below. @default none
   */
  readonly namespace?: string | undefined;
  /** Datasets from outside that keep their names, or get other ones by `{ old: "new" }`. @default none */
  readonly inputs?: NameMapping | undefined;
  /** Datasets made by its nodes that keep their names, or get other ones. @default none */
  readonly outputs?: NameMapping | undefined;
  /** Parameters that keep their names, or get other ones; `params:` may be left out. @default none */
  readonly parameters?: NameMapping | undefined;
  /** Added to every node. @default none */
  readonly tags?: string | readonly string[] | undefined;
  /** False to put the namespace before the names of nodes only. @default true */
  readonly prefixDatasetsWithNamespace?: boolean | undefined;
}

/**
 * Joins nodes, and the nodes of other pipelines, into a pipeline. Who comes before whom follows from the datasets' names,
 * not from the order given. With a namespace, one pipeline can be used several times, on other data each time.
 *
 * @throws TracksideError when two nodes have one name or make one dataset, when nodes wait for each other in a circle, or
 * when a name to map is not there.
 * @see kedro/pipeline/pipeline.py, `pipeline`
 *
 * @example
 * ```ts
 * import { node, pipeline, run } from "trackside";
 *
 * const half = (numbers: number[]) => numbers.map((each) => each / 2);
 * const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
 * const both = pipeline([node(half, "numbers", "halves"), node(sum, "halves", "total")]);
 * console.log((await run(both, { inputs: { numbers: [2, 4] } })).outputs.total);
 * ```
 */
export function pipeline(
  parts: PipelineNode | Pipeline | readonly (PipelineNode | Pipeline)[],
  options: PipelineOptions = {},
): Pipeline {
  const nodes = isList(parts) ? parts.flatMap((part) => nodesOf(part)) : nodesOf(parts);
  const joined = joinNodes(nodes);
  const tagged = options.tags === undefined ? joined : joined.tag(options.tags);
  const { namespace, inputs, outputs, parameters } = options;
  if ([namespace, inputs, outputs, parameters].every((each) => each === undefined)) {
    return tagged;
  }
  const within = namespace === undefined ? undefined : checkNamespace(namespace);
  const rename = renamingOf(tagged, options);
  return joinNodes(tagged.nodes.map((each) => moveNode(each, within, rename)));
}

/** `Array.isArray` does not tell readonly lists from the rest. */
function isList<Item>(value: unknown): value is readonly Item[] {
  return Array.isArray(value);
}
