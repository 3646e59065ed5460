import type { RunNodeView } from "trackside/lib/messages";

import { isOfKind, type NodeKind } from "./nodestatus";

/**
 * The nodes as they were before, where none has come, gone or is joined to others: so that what only their names and
 * datasets decide need not be worked out again for each node that starts or ends.
 */
export function keepJoints(before: readonly RunNodeView[], nodes: readonly RunNodeView[]): readonly RunNodeView[] {
  const isSame = before.length === nodes.length && nodes.every((node, index) => isJoinedAs(node, before[index]));
  return isSame ? before : nodes;
}

function isJoinedAs(node: RunNodeView, other: RunNodeView | undefined): boolean {
  return (
    node === other ||
    (node.name === other?.name &&
      node.namespace === other.namespace &&
      areNamedAs(node.inputs, other.inputs) &&
      areNamedAs(node.outputs, other.outputs))
  );
}

function areNamedAs(datasets: RunNodeView["inputs"], others: RunNodeView["inputs"]): boolean {
  return datasets.length === others.length && datasets.every(({ name }, index) => name === others[index]?.name);
}

/** The dataset that a name stands for, without the form that a node has it in: `ships` for `ships@arrow`. */
export function datasetOf(name: string): string {
  const at = name.indexOf("@");
  return at < 0 ? name : name.slice(0, at);
}

/** Which node makes a dataset. */
export function makersOf(nodes: readonly RunNodeView[]): ReadonlyMap<string, RunNodeView> {
  return new Map(nodes.flatMap((node) => node.outputs.map(({ name }) => [datasetOf(name), node] as const)));
}

/** The nodes that a node takes data of, each with the datasets that it takes. */
export function dependenciesOf(
  node: RunNodeView,
  makers: ReadonlyMap<string, RunNodeView>,
): ReadonlyMap<RunNodeView, readonly string[]> {
  const found = new Map<RunNodeView, string[]>();
  for (const { name } of node.inputs) {
    const maker = makers.get(datasetOf(name));
    if (maker !== undefined && maker !== node) {
      found.set(maker, [...(found.get(maker) ?? []), name]);
    }
  }
  return found;
}

/**
 * Puts each node behind those that it takes data of, and else leaves the order as it is: cells may have run the end of a
 * pipeline before its start.
 */
export function inOrder(nodes: readonly RunNodeView[]): readonly RunNodeView[] {
  const makers = makersOf(nodes);
  const placed = new Set<RunNodeView>();
  const entered = new Set<RunNodeView>();
  for (const start of nodes) {
    const left = [start];
    for (let node = left.at(-1); node !== undefined; node = left.at(-1)) {
      const before = [...dependenciesOf(node, makers).keys()].filter((each) => !placed.has(each) && !entered.has(each));
      if (before.length > 0 && !placed.has(node)) {
        entered.add(node);
        left.push(...before.reverse());
      } else {
        placed.add(node);
        left.pop();
      }
    }
  }
  return [...placed];
}

export interface NodeFilter {
  /** Looked for in names, namespaces, tags and datasets, in whatever case. */
  readonly text: string;
  readonly kind: NodeKind | null;
  readonly failedFirst: boolean;
}

/** Picks the nodes to list. */
export function filterNodes(
  nodes: readonly RunNodeView[],
  { text, kind, failedFirst }: NodeFilter,
): readonly RunNodeView[] {
  const sought = text.trim().toLowerCase();
  const picked = nodes.filter(
    (node) => (kind === null || isOfKind(node, kind)) && (sought === "" || mentions(node, sought)),
  );
  const failed = failedFirst ? picked.filter(({ status }) => status === "error") : [];
  return failed.length === 0 ? picked : [...failed, ...picked.filter(({ status }) => status !== "error")];
}

/** Whether a node has a text, in lower case, in what it is known by. */
export function mentions({ name, namespace = "", tags = [], inputs, outputs }: RunNodeView, sought: string): boolean {
  const texts = [name, namespace, ...tags, ...inputs.map((each) => each.name), ...outputs.map((each) => each.name)];
  return texts.some((text) => text.toLowerCase().includes(sought));
}

/** Some names with one more, or without it where it is among them. */
export function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) {
    next.add(name);
  }
  return next;
}
