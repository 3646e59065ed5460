import { suggestName, TracksideError } from "../errors";
import type { PipelineGraph } from "./graph";
import { isWithinNamespace } from "./namespace-name";
import type { PipelineNode } from "./node";
import { datasetOf } from "./transcoding";

type Names = readonly string[];
type Nodes = ReadonlySet<PipelineNode>;

/** Nodes by their full names. @throws TracksideError when there is none of a name. */
export function pickNamed(graph: PipelineGraph, names: Names): Nodes {
  return new Set(names.map((name) => graph.byName.get(name) ?? failUnknownNode(graph, name)));
}

function failUnknownNode(graph: PipelineGraph, name: string): never {
  const elsewhere = [...graph.byName.keys()].find((each) => each.endsWith(`.${name}`));
  throw new TracksideError(`the pipeline has no node "${name}"`, {
    code: "pipeline.unknown-node",
    hint: elsewhere === undefined ? suggestName(name, graph.byName.keys()) : `Did you mean "${elsewhere}"?`,
  });
}

/** Nodes with at least one of the tags. */
export function pickTagged(graph: PipelineGraph, tags: Names): Nodes {
  const wanted = new Set(tags);
  return pick(graph, (each) => each.tags.some((tag) => wanted.has(tag)));
}

/** Nodes in one of the namespaces or within. @throws TracksideError when there is none in one of them. */
export function pickInNamespaces(graph: PipelineGraph, namespaces: Names): Nodes {
  const picked = namespaces.map((namespace) => {
    const found = pick(graph, (each) => isWithinNamespace(each.namespace, namespace));
    if (found.size === 0) {
      throw new TracksideError(`the pipeline has no node in namespace "${namespace}"`, {
        code: "pipeline.unknown-namespace",
        hint: suggestName(namespace, namespacesOf(graph)),
      });
    }
    return found;
  });
  return new Set(picked.flatMap((each) => [...each]));
}

function namespacesOf(graph: PipelineGraph): Set<string> {
  return new Set(graph.nodes.flatMap((each) => each.namespace ?? []));
}

/** Nodes that take one of the datasets. A name without a form stands for every form. */
export function pickTaking(graph: PipelineGraph, datasets: Names): Nodes {
  checkDatasets(graph, datasets);
  return new Set(datasets.flatMap((name) => [...graph.takersOf(name)].filter((each) => isAmong(name, each.inputs))));
}

/** Nodes that make one of the datasets. A name without a form stands for every form. */
export function pickMaking(graph: PipelineGraph, datasets: Names): Nodes {
  checkDatasets(graph, datasets);
  return new Set(
    datasets.flatMap((name) => {
      const maker = graph.makers.get(datasetOf(name));
      return maker && isAmong(name, maker.outputs) ? [maker] : [];
    }),
  );
}

function isAmong(name: string, names: Names): boolean {
  return datasetOf(name) === name || names.includes(name);
}

/** Makes sure that the pipeline has these datasets. @throws TracksideError proposing the nearest name. */
export function checkDatasets(graph: PipelineGraph, names: Iterable<string>): void {
  for (const name of names) {
    const known = graph.datasets.has(name) || (datasetOf(name) === name && (graph.isMade(name) || graph.isTaken(name)));
    if (!known) {
      throw new TracksideError(`the pipeline has no dataset "${name}"`, {
        code: "pipeline.unknown-dataset",
        hint: suggestName(name, graph.datasets),
      });
    }
  }
}

/** The nodes of these names, and all that depend on them. */
export function pickFromNodes(graph: PipelineGraph, names: Names): Nodes {
  return withFollowers(graph, pickNamed(graph, names));
}

/** The nodes of these names, and all that they depend on. */
export function pickToNodes(graph: PipelineGraph, names: Names): Nodes {
  return withMakers(graph, pickNamed(graph, names));
}

/** Nodes that take one of the datasets, and all that depend on them. */
export function pickFromInputs(graph: PipelineGraph, datasets: Names): Nodes {
  return withFollowers(graph, pickTaking(graph, datasets));
}

/** Nodes that make one of the datasets, and all that they depend on. */
export function pickToOutputs(graph: PipelineGraph, datasets: Names): Nodes {
  return withMakers(graph, pickMaking(graph, datasets));
}

function withFollowers(graph: PipelineGraph, start: Nodes): Nodes {
  return reach(start, (each) => graph.followersOf(each));
}

function withMakers(graph: PipelineGraph, start: Nodes): Nodes {
  return reach(start, (each) => graph.makersFor(each));
}

/** The start and all that can be come to from it. A set is walked while it grows. */
function reach(start: Nodes, neighbours: (of: PipelineNode) => Nodes): Nodes {
  const reached = new Set(start);
  for (const each of reached) {
    for (const neighbour of neighbours(each)) {
      reached.add(neighbour);
    }
  }
  return reached;
}

function pick(graph: PipelineGraph, isWanted: (of: PipelineNode) => boolean): Nodes {
  return new Set(graph.nodes.filter(isWanted));
}
