import { inspect } from "node:util";
import { TracksideError } from "../errors";
import { PipelineGraph } from "./graph";
import { isNode, isSameNode, listTags, tagNode, type PipelineNode } from "./node";
import {
  pickFromInputs,
  pickFromNodes,
  pickInNamespaces,
  pickMaking,
  pickNamed,
  pickTagged,
  pickTaking,
  pickToNodes,
  pickToOutputs,
} from "./picking";
import { filterNodes, type PipelineFilter } from "./pipeline-filter";
import { pipelineSymbol, type Pipeline } from "./pipeline-type";

/** Joins nodes into a pipeline, with their names as they are. */
export function joinNodes(nodes: readonly PipelineNode[]): Pipeline {
  return new JoinedNodes(new PipelineGraph(nodes));
}

/** A pipeline's nodes; of a node, itself. */
export function nodesOf(part: PipelineNode | Pipeline): readonly PipelineNode[] {
  if (isNode(part)) {
    return [part];
  }
  if (isPipeline(part)) {
    return part.nodes;
  }
  throw new TracksideError(`${part === null ? "null" : `a ${typeof part}`} is neither a node nor a pipeline`, {
    code: "pipeline.not-a-node",
    hint: "Make nodes with node(func, inputs, outputs), and pipelines with pipeline([node1, node2]).",
  });
}

/** Recognises a pipeline also when another copy of this package made it, as happens in a notebook. */
export function isPipeline(value: unknown): value is Pipeline {
  return typeof value === "object" && value !== null && pipelineSymbol in value;
}

class JoinedNodes implements Pipeline {
  readonly nodes: readonly PipelineNode[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly [pipelineSymbol] = true;
  /** Private also at run time, so that whoever copies or compares a pipeline sees its nodes only. */
  readonly #graph: PipelineGraph;

  constructor(graph: PipelineGraph) {
    this.#graph = graph;
    this.nodes = Object.freeze(graph.nodes);
    this.inputs = Object.freeze([...graph.datasets].filter((name) => !graph.isMade(name)));
    this.outputs = Object.freeze([...graph.datasets].filter((name) => !graph.isTaken(name)));
    Object.defineProperty(this, pipelineSymbol, { enumerable: false });
    Object.freeze(this);
  }

  get groups(): readonly (readonly PipelineNode[])[] {
    return this.#graph.groups;
  }

  get datasets(): readonly string[] {
    return [...this.#graph.datasets];
  }

  onlyNodes(...names: string[]): Pipeline {
    return this.#keep(pickNamed(this.#graph, names));
  }

  onlyNodesWithInputs(...datasets: string[]): Pipeline {
    return this.#keep(pickTaking(this.#graph, datasets));
  }

  onlyNodesWithOutputs(...datasets: string[]): Pipeline {
    return this.#keep(pickMaking(this.#graph, datasets));
  }

  onlyNodesWithTags(...tags: string[]): Pipeline {
    return this.#keep(pickTagged(this.#graph, tags));
  }

  onlyNodesWithNamespaces(namespaces: string | readonly string[]): Pipeline {
    return this.#keep(pickInNamespaces(this.#graph, typeof namespaces === "string" ? [namespaces] : namespaces));
  }

  fromNodes(...names: string[]): Pipeline {
    return this.#keep(pickFromNodes(this.#graph, names));
  }

  toNodes(...names: string[]): Pipeline {
    return this.#keep(pickToNodes(this.#graph, names));
  }

  fromInputs(...datasets: string[]): Pipeline {
    return this.#keep(pickFromInputs(this.#graph, datasets));
  }

  toOutputs(...datasets: string[]): Pipeline {
    return this.#keep(pickToOutputs(this.#graph, datasets));
  }

  filter(filter: PipelineFilter): Pipeline {
    const left = filterNodes(this.#graph, filter);
    return left.length === this.nodes.length ? this : joinNodes(left);
  }

  tag(tags: string | readonly string[]): Pipeline {
    return joinNodes(this.nodes.map((each) => tagNode(each, listTags(tags))));
  }

  union(...others: (PipelineNode | Pipeline)[]): Pipeline {
    return others.reduce<Pipeline>(
      (joined, other) => joinNodes([...joined.nodes, ...missingIn(nodesOf(other), joined.nodes)]),
      this,
    );
  }

  difference(other: PipelineNode | Pipeline): Pipeline {
    return joinNodes(missingIn(this.nodes, nodesOf(other)));
  }

  intersection(other: PipelineNode | Pipeline): Pipeline {
    return joinNodes(missingIn(this.nodes, missingIn(this.nodes, nodesOf(other))));
  }

  /** What a cell shows that ends with a pipeline. */
  [inspect.custom](): string {
    const nodes = this.nodes.map((each) => each.name);
    const count = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
    return `Pipeline { ${count}: ${list(nodes)}; inputs: ${list(this.inputs)}; outputs: ${list(this.outputs)} }`;
  }

  #keep(picked: ReadonlySet<PipelineNode>): Pipeline {
    return joinNodes(this.nodes.filter((each) => picked.has(each)));
  }
}

/** As many names as a line can hold. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 10);
  const more = names.length - shown.length;
  return `${shown.join(", ") || "none"}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Those of the nodes that the others do not have; names are unique within a pipeline, so one look-up each will do. */
function missingIn(nodes: readonly PipelineNode[], others: readonly PipelineNode[]): readonly PipelineNode[] {
  const byName = new Map(others.map((each) => [each.name, each]));
  return nodes.filter((each) => {
    const other = byName.get(each.name);
    return !other || !isSameNode(each, other);
  });
}
