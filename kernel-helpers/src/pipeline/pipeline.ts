import { TracksideError } from "../errors";
import { isNode, isParameterName, type PipelineNode } from "./node";

const pipelineSymbol: unique symbol = Symbol.for("trackside.pipeline");

/** Nodes joined by the datasets that they make and take. */
export interface Pipeline {
  /** In an order in which they can run. */
  readonly nodes: readonly PipelineNode[];
  /** Datasets that its nodes take and none of them makes, parameters included. */
  readonly inputs: readonly string[];
  /** Datasets that its nodes make and none of them takes. */
  readonly outputs: readonly string[];
  /** Marks pipelines, those of other copies of this package too. */
  readonly [pipelineSymbol]: true;
}

/**
 * Joins nodes, and the nodes of other pipelines, into a pipeline. Who comes before whom follows from the datasets' names,
 * not from the order given.
 *
 * @throws TracksideError when two nodes have one name or make one dataset, or when nodes wait for each other in a circle.
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
export function pipeline(parts: readonly (PipelineNode | Pipeline)[]): Pipeline {
  const nodes = parts.flatMap((part) => nodesOf(part));
  checkNodeNames(nodes);
  const makers = findMakers(nodes);
  const sorted = sortTopologically(nodes, makers);
  const taken = new Set(sorted.flatMap((each) => each.inputs));
  const made: Pipeline = {
    nodes: Object.freeze(sorted),
    inputs: Object.freeze([...taken].filter((name) => !makers.has(name))),
    outputs: Object.freeze([...makers.keys()].filter((name) => !taken.has(name))),
    [pipelineSymbol]: true,
  };
  Object.defineProperty(made, pipelineSymbol, { enumerable: false });
  return Object.freeze(made);
}

/** A pipeline's nodes; of a node, itself. */
export function nodesOf(part: PipelineNode | Pipeline): readonly PipelineNode[] {
  if (isNode(part)) {
    return [part];
  }
  if (typeof part === "object" && part !== null && pipelineSymbol in part) {
    return part.nodes;
  }
  throw new TracksideError(`${part === null ? "null" : `a ${typeof part}`} is neither a node nor a pipeline`, {
    code: "pipeline.not-a-node",
    hint: "Make nodes with node(func, inputs, outputs), and pipelines with pipeline([node1, node2]).",
  });
}

/** Which node makes each dataset. */
export function findMakers(nodes: readonly PipelineNode[]): Map<string, PipelineNode> {
  const makers = new Map<string, PipelineNode>();
  for (const each of nodes) {
    for (const output of each.outputs) {
      const other = makers.get(output);
      if (other) {
        throw new TracksideError(`nodes "${other.name}" and "${each.name}" both make dataset "${output}"`, {
          code: "pipeline.duplicate-output",
          hint: "Give one of the two outputs another name.",
        });
      }
      makers.set(output, each);
    }
  }
  return makers;
}

function checkNodeNames(nodes: readonly PipelineNode[]): void {
  const names = new Set<string>();
  for (const { name } of nodes) {
    if (names.has(name)) {
      throw new TracksideError(`two nodes are named "${name}"`, {
        code: "pipeline.duplicate-name",
        hint: 'Name one of them otherwise: node(func, inputs, outputs, { name: "..." }).',
      });
    }
    names.add(name);
  }
}

/** Nodes whose outputs a node takes. */
export function makersFor(of: PipelineNode, makers: ReadonlyMap<string, PipelineNode>): PipelineNode[] {
  return [...new Set(of.inputs.flatMap((name) => (isParameterName(name) ? [] : (makers.get(name) ?? []))))];
}

/** Nodes that take what a node makes. */
export function findFollowers(
  nodes: readonly PipelineNode[],
  makers: ReadonlyMap<string, PipelineNode>,
): ReadonlyMap<PipelineNode, readonly PipelineNode[]> {
  const followers = new Map<PipelineNode, PipelineNode[]>(nodes.map((each) => [each, []]));
  for (const each of nodes) {
    for (const maker of makersFor(each, makers)) {
      followers.get(maker)?.push(each);
    }
  }
  return followers;
}

/** Kahn's algorithm: linear in nodes and datasets, and nodes that could change places keep the order given. */
function sortTopologically(nodes: readonly PipelineNode[], makers: ReadonlyMap<string, PipelineNode>): PipelineNode[] {
  const waiting = new Map(nodes.map((each) => [each, makersFor(each, makers).length]));
  const followers = findFollowers(nodes, makers);
  const sorted = nodes.filter((each) => waiting.get(each) === 0);
  // The list grows while it is walked.
  for (const ready of sorted) {
    for (const follower of followers.get(ready) ?? []) {
      const left = (waiting.get(follower) ?? 0) - 1;
      waiting.set(follower, left);
      if (left === 0) {
        sorted.push(follower);
      }
    }
  }
  if (sorted.length < nodes.length) {
    const done = new Set(sorted);
    throw circleError(
      nodes.filter((each) => !done.has(each)),
      makers,
    );
  }
  return sorted;
}

/** Every node left waits for another one left, so walking back must come round. */
function circleError(left: readonly PipelineNode[], makers: ReadonlyMap<string, PipelineNode>): TracksideError {
  const remaining = new Set(left);
  const walked: PipelineNode[] = [];
  let current = left[0];
  while (current && !walked.includes(current)) {
    walked.push(current);
    current = makersFor(current, makers).find((maker) => remaining.has(maker));
  }
  const circle = current ? [...walked.slice(walked.indexOf(current)), current] : walked;
  const shown = circle.reverse().map((each) => `"${each.name}"`);
  return new TracksideError(`nodes wait for each other in a circle: ${shown.join(" -> ")}`, {
    code: "pipeline.cycle",
    hint: "One of them must take a dataset that does not come from the others.",
  });
}
