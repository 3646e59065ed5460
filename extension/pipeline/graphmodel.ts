import type { RunNodeView } from "trackside/lib/messages";

import type { StatusKind } from "../common";
import { dependenciesOf, makersOf } from "./nodelist";
import { statusOf } from "./nodestatus";

/** What the graph draws: a node, or the nodes of a namespace as one. */
export interface GraphItem {
  readonly id: string;
  readonly label: string;
  /** The namespace whose nodes it stands for; `null` for a node by itself. */
  readonly group: string | null;
  readonly status: StatusKind;
  readonly isStale: boolean;
  readonly nodes: readonly RunNodeView[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly datasets: readonly string[];
}

const groupPrefix = "group:";

/** Id of the item that a collapsed namespace is. */
export function groupId(namespace: string): string {
  return `${groupPrefix}${namespace}`;
}

/** What of a graph is the same however its nodes stand. */
export interface GraphJoints {
  /** Ids of the items that nodes are in, by the nodes' names. */
  readonly itemIds: ReadonlyMap<string, string>;
  readonly edges: readonly GraphEdge[];
}

/** Joins the items of a run's nodes, those of collapsed namespaces as one item each. */
export function joinNodes(nodes: readonly RunNodeView[], collapsed: ReadonlySet<string>): GraphJoints {
  const itemIds = new Map(
    nodes.map((node) => {
      const group = namespacesOf(node).find((namespace) => collapsed.has(namespace));
      return [node.name, group === undefined ? `node:${node.name}` : groupId(group)];
    }),
  );
  return { itemIds, edges: edgesBetween(nodes, itemIds) };
}

/** Describes the items as their nodes stand. */
export function describeItems(nodes: readonly RunNodeView[], { itemIds }: GraphJoints): GraphItem[] {
  const members = new Map<string, RunNodeView[]>();
  for (const node of nodes) {
    const id = itemIds.get(node.name) ?? "";
    const others = members.get(id);
    if (others === undefined) {
      members.set(id, [node]);
    } else {
      others.push(node);
    }
  }
  return Array.from(members, ([id, inside]) => describeItem(id, inside));
}

function edgesBetween(nodes: readonly RunNodeView[], itemIds: ReadonlyMap<string, string>): GraphEdge[] {
  const makers = makersOf(nodes);
  const edges = new Map<string, { from: string; to: string; datasets: string[] }>();
  for (const node of nodes) {
    const to = itemIds.get(node.name) ?? "";
    for (const [maker, datasets] of dependenciesOf(node, makers)) {
      const from = itemIds.get(maker.name) ?? "";
      if (from !== to) {
        const key = JSON.stringify([from, to]);
        const edge = edges.get(key) ?? { from, to, datasets: [] };
        edge.datasets.push(...datasets.filter((name) => !edge.datasets.includes(name)));
        edges.set(key, edge);
      }
    }
  }
  return [...edges.values()];
}

/** The namespaces that a node is in, the outermost first: `a`, `a.b`. */
export function namespacesOf({ namespace }: RunNodeView): readonly string[] {
  const parts = namespace?.split(".") ?? [];
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

/** All namespaces of a run's nodes, in the order of their names, each behind the one that it is in. */
export function namespacesIn(nodes: readonly RunNodeView[]): readonly string[] {
  return [...new Set(nodes.flatMap(namespacesOf))]
    .map((namespace) => namespace.split("."))
    .sort(compareParts)
    .map((parts) => parts.join("."));
}

function compareParts(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((part, index) => part !== other[index]);
  const [left, right] = [one[differs], other[differs]];
  return left === undefined ? -1 : right === undefined ? 1 : left.localeCompare(right, undefined, { numeric: true });
}

/** A failure within is the first thing to know of a group, then what still happens. */
const statusOrder: readonly StatusKind[] = ["error", "running", "waiting", "stopped", "skipped", "ok", "kept"];

function describeItem(id: string, nodes: readonly RunNodeView[]): GraphItem {
  const group = id.startsWith(groupPrefix) ? id.slice(groupPrefix.length) : null;
  const statuses = new Set(nodes.map(statusOf));
  return {
    id,
    label: group ?? nodes[0]?.name ?? "",
    group,
    status: statusOrder.find((status) => statuses.has(status)) ?? "waiting",
    isStale: nodes.some(({ staleInput }) => staleInput !== undefined),
    nodes,
  };
}
