import { TracksideError } from "../errors";
import type { PipelineNode } from "./node";
import { datasetOf } from "./transcoding";

/**
 * Which node comes before which, by the datasets that they make and take. Datasets are compared without their forms:
 * what one node makes as `ships@csv`, another may take as `ships@arrow`.
 *
 * Linear in nodes and datasets: pipelines of thousands of nodes are made, and selected from, again and again.
 */
export class PipelineGraph {
  /** In an order in which they can run. */
  readonly nodes: readonly PipelineNode[];
  /** Nodes by their full names. */
  readonly byName: ReadonlyMap<string, PipelineNode>;
  /** Which node makes each dataset, by its name without a form. */
  readonly makers: ReadonlyMap<string, PipelineNode>;
  /** Nodes in layers: each takes only what layers before its own make, and what comes from outside. */
  readonly groups: readonly (readonly PipelineNode[])[];
  /** Names of all datasets and parameters, as the nodes write them. */
  readonly datasets: ReadonlySet<string>;
  private readonly takers: ReadonlyMap<string, ReadonlySet<PipelineNode>>;

  /** @throws TracksideError when nodes share a name or an output, or wait for each other in a circle. */
  constructor(nodes: readonly PipelineNode[]) {
    this.byName = indexNames(nodes);
    this.makers = findMakers(nodes);
    this.takers = findTakers(nodes);
    this.groups = this.sort(nodes);
    this.nodes = this.groups.flat();
    this.datasets = listDatasets(this.nodes);
    checkForms(this.datasets);
  }

  /** Tells whether a node makes the dataset. */
  isMade(name: string): boolean {
    return this.makers.has(datasetOf(name));
  }

  /** Tells whether a node takes the dataset. */
  isTaken(name: string): boolean {
    return this.takers.has(datasetOf(name));
  }

  /** Nodes that take a dataset, in whatever form. */
  takersOf(name: string): ReadonlySet<PipelineNode> {
    return this.takers.get(datasetOf(name)) ?? new Set();
  }

  /** Nodes whose outputs a node takes. */
  makersFor(of: PipelineNode): ReadonlySet<PipelineNode> {
    const makers = new Set<PipelineNode>();
    for (const input of of.inputs) {
      const maker = this.makers.get(datasetOf(input));
      if (maker) {
        makers.add(maker);
      }
    }
    return makers;
  }

  /** Nodes that take what a node makes. */
  followersOf(of: PipelineNode): ReadonlySet<PipelineNode> {
    const [only, ...others] = of.outputs;
    if (only !== undefined && others.length === 0) {
      return this.takersOf(only);
    }
    return new Set(of.outputs.flatMap((name) => [...this.takersOf(name)]));
  }

  /** Kahn's algorithm by layers: within one, nodes keep the order given. */
  private sort(nodes: readonly PipelineNode[]): PipelineNode[][] {
    const waiting = new Map(nodes.map((each) => [each, this.makersFor(each).size]));
    const groups: PipelineNode[][] = [];
    let group = nodes.filter((each) => waiting.get(each) === 0);
    while (group.length > 0) {
      groups.push(group);
      const next: PipelineNode[] = [];
      for (const done of group) {
        for (const follower of this.followersOf(done)) {
          const left = (waiting.get(follower) ?? 0) - 1;
          waiting.set(follower, left);
          if (left === 0) {
            next.push(follower);
          }
        }
      }
      group = next;
    }
    const stuck = nodes.filter((each) => (waiting.get(each) ?? 0) > 0);
    if (stuck.length > 0) {
      throw circleError(this, stuck);
    }
    return groups;
  }
}

function indexNames(nodes: readonly PipelineNode[]): Map<string, PipelineNode> {
  const byName = new Map<string, PipelineNode>();
  for (const each of nodes) {
    if (byName.has(each.name)) {
      throw new TracksideError(`two nodes are named "${each.name}"`, {
        code: "pipeline.duplicate-name",
        hint: 'Name one of them otherwise, node(func, inputs, outputs, { name: "..." }), or put them into namespaces.',
      });
    }
    byName.set(each.name, each);
  }
  return byName;
}

/** Which node makes each dataset, by its name without a form. */
export function findMakers(nodes: readonly PipelineNode[]): Map<string, PipelineNode> {
  const makers = new Map<string, PipelineNode>();
  for (const each of nodes) {
    for (const output of each.outputs.map(datasetOf)) {
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

function findTakers(nodes: readonly PipelineNode[]): Map<string, Set<PipelineNode>> {
  const takers = new Map<string, Set<PipelineNode>>();
  for (const each of nodes) {
    for (const input of each.inputs.map(datasetOf)) {
      const others = takers.get(input);
      if (others) {
        others.add(each);
      } else {
        takers.set(input, new Set([each]));
      }
    }
  }
  return takers;
}

function listDatasets(nodes: readonly PipelineNode[]): Set<string> {
  const datasets = new Set<string>();
  for (const { inputs, outputs } of nodes) {
    inputs.forEach((name) => datasets.add(name));
    outputs.forEach((name) => datasets.add(name));
  }
  return datasets;
}

/** A dataset without a form next to the same one in a form: which of the catalog's entries it is would be a guess. */
function checkForms(datasets: ReadonlySet<string>): void {
  for (const name of datasets) {
    const plain = datasetOf(name);
    if (plain !== name && datasets.has(plain)) {
      throw new TracksideError(`dataset "${plain}" is used as "${plain}" and as "${name}"`, {
        code: "pipeline.transcoding",
        hint: `Give it a form everywhere, such as "${name}", or nowhere.`,
      });
    }
  }
}

/** Every node left waits for another one left, so walking back must come round. */
function circleError(graph: PipelineGraph, left: readonly PipelineNode[]): TracksideError {
  const remaining = new Set(left);
  const walked = new Set<PipelineNode>();
  let current = left[0];
  while (current && !walked.has(current)) {
    walked.add(current);
    current = [...graph.makersFor(current)].find((maker) => remaining.has(maker));
  }
  const path = [...walked];
  const circle = current ? [...path.slice(path.indexOf(current)), current] : path;
  const shown = circle.reverse().map((each) => `"${each.name}"`);
  return new TracksideError(`nodes wait for each other in a circle: ${shown.join(" -> ")}`, {
    code: "pipeline.cycle",
    hint: "One of them must take a dataset that does not come from the others.",
  });
}
