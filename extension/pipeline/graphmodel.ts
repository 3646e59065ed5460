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

export interface GraphModel {
  readonly items: readonly GraphItem[];
  readonly edges: readonly GraphEdge[];
}

/** Makes the graph of a run's nodes, those of collapsed namespaces as one item each. */
export function makeGraph(nodes: readonly RunNodeView[], collapsed: ReadonlySet<string>): GraphModel {
  const members = new Map<string, { readonly group: string | null; readonly nodes: RunNodeView[] }>();
  const itemIds = new Map<RunNodeView, string>();
  for (const node of nodes) {
    const group = namespacesOf(node).find((namespace) => collapsed.has(namespace)) ?? null;
    const id = group === null ? `node:${node.name}` : `group:${group}`;
    itemIds.set(node, id);
    const item = members.get(id) ?? { group, nodes: [] };
    item.nodes.push(node);
    members.set(id, item);
  }
  const items = Array.from(members, ([id, item]) => describeItem(id, item.group, item.nodes));
  return { items, edges: edgesBetween(nodes, itemIds) };
}

function edgesBetween(nodes: readonly RunNodeView[], itemIds: ReadonlyMap<RunNodeView, string>): GraphEdge[] {
  const makers = makersOf(nodes);
  const edges = new Map<string, { from: string; to: string; datasets: string[] }>();
  for (const node of nodes) {
    const to = itemIds.get(node) ?? "";
    for (const [maker, datasets] of dependenciesOf(node, makers)) {
      const from = itemIds.get(maker) ?? "";
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

/** A failure within is the first thing to know of a group, then what still happens. */
const statusOrder: readonly StatusKind[] = ["error", "running", "waiting", "stopped", "skipped", "ok", "kept"];

function describeItem(id: string, group: string | null, nodes: readonly RunNodeView[]): GraphItem {
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
