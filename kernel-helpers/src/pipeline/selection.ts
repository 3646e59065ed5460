import type { Pipeline } from "./pipeline-type";

type Names = string | readonly string[];

/**
 * Which nodes of a pipeline to run: those that meet all that is given.
 *
 * @see {@link PipelineFilter}, which has the same conditions
 */
export interface Selection {
  /** Only these nodes. */
  readonly nodes?: Names | undefined;
  /** Only these nodes and all that depend on them: short for `fromNodes`. */
  readonly from?: Names | undefined;
  /** Only these nodes and all that they depend on: short for `toNodes`. */
  readonly to?: Names | undefined;
  /** Only these nodes and all that depend on them. */
  readonly fromNodes?: Names | undefined;
  /** Only these nodes and all that they depend on. */
  readonly toNodes?: Names | undefined;
  /** Only nodes that take one of these datasets, and all that depend on them. */
  readonly fromInputs?: Names | undefined;
  /** Only nodes that make one of these datasets, and all that they depend on. */
  readonly toOutputs?: Names | undefined;
  /** Only nodes with one of these tags. */
  readonly tags?: Names | undefined;
  /** Only nodes in one of these namespaces, or in one within them. */
  readonly namespaces?: Names | undefined;
}

const conditions = [
  "nodes",
  "from",
  "to",
  "fromNodes",
  "toNodes",
  "fromInputs",
  "toOutputs",
  "tags",
  "namespaces",
] as const satisfies readonly (keyof Selection)[];

/** The conditions among other options, those that were given. */
export function selectionOf(options: Selection): Selection {
  return Object.fromEntries(
    conditions.flatMap((each) => (options[each] === undefined ? [] : [[each, options[each]] as const])),
  );
}

/**
 * Picks the nodes to run.
 *
 * @throws TracksideError when a name is unknown, or no node is left.
 */
export function selectNodes(of: Pipeline, selection: Selection): Pipeline {
  const { nodes, from, to, fromNodes, toNodes, fromInputs, toOutputs, tags, namespaces } = selection;
  return of.filter({
    nodeNames: nodes,
    fromNodes: join(from, fromNodes),
    toNodes: join(to, toNodes),
    fromInputs,
    toOutputs,
    tags,
    nodeNamespaces: namespaces,
  });
}

/** The names of both forms of an option; undefined when neither is given. */
function join(short: Names | undefined, long: Names | undefined): Names | undefined {
  return short === undefined || long === undefined ? (short ?? long) : [short, long].flat();
}
