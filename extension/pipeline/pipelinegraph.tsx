import { useCallback, useMemo, useState, type JSX } from "react";

import { useViewContext } from "../common";
import type { WideProps } from "../wide";
import { GraphCanvas } from "./graphcanvas";
import { GraphDetails } from "./graphdetails";
import { makeGraph, namespacesOf, type GraphItem } from "./graphmodel";
import { GraphToolbar } from "./graphtoolbar";
import { mentions } from "./nodelist";
import { useGraphLayout } from "./usegraphlayout";

/** Kind of the wide view that shows the graph. */
export const pipelineGraphKind = "pipeline-graph";

/** So many nodes open with their namespaces collapsed. */
const manyNodes = 60;

/** Shows the run's nodes as a graph, live. */
export function PipelineGraph({ view: { kernelId }, run: { runId, nodes } }: WideProps): JSX.Element {
  const { trans } = useViewContext();
  const [sought, setSought] = useState("");
  const [selected, setSelected] = useState<string | null>(null);
  /** `null` until somebody collapses or expands one. */
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const namespaces = useMemo(() => [...new Set(nodes.flatMap((node) => namespacesOf(node).slice(0, 1)))], [nodes]);
  const atFirst = useMemo(() => new Set(nodes.length > manyNodes ? namespaces : []), [nodes.length, namespaces]);
  const collapsed = chosen ?? atFirst;
  const graph = useMemo(() => makeGraph(nodes, collapsed), [nodes, collapsed]);
  const { laidOut, failure } = useGraphLayout(graph);

  const toggle = useCallback(
    (namespace: string) => {
      const next = new Set(collapsed);
      if (!next.delete(namespace)) {
        next.add(namespace);
      }
      setChosen(next);
    },
    [collapsed],
  );

  const found = useMemo(() => findItems(graph.items, sought), [graph, sought]);
  const item = graph.items.find(({ id }) => id === selected) ?? null;
  if (nodes.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No node has run yet.")}</p>;
  }
  return (
    <div className="trackside-Graph">
      <GraphToolbar
        nodes={nodes}
        namespaces={namespaces}
        collapsed={collapsed}
        sought={sought}
        foundCount={found?.size ?? null}
        onSought={setSought}
        onToggle={toggle}
        onNext={() => {
          const ids = [...(found ?? [])];
          setSelected(ids[(ids.indexOf(selected ?? "") + 1) % ids.length] ?? selected);
        }}
      />
      <div className="trackside-Graph-body">
        {laidOut === null ? (
          <p className="trackside-Tab-empty" role="status">
            {failure === null ? trans.__("Laying out the graph…") : trans.__("There is no graph to show: %1", failure)}
          </p>
        ) : (
          <GraphCanvas
            items={graph.items}
            laidOut={laidOut}
            selected={item?.id ?? null}
            found={found}
            onSelect={setSelected}
            onExpand={toggle}
          />
        )}
        {item !== null && (
          <GraphDetails
            item={item}
            kernelId={kernelId}
            runId={runId}
            onToggle={toggle}
            onClose={() => {
              setSelected(null);
            }}
          />
        )}
      </div>
    </div>
  );
}

function findItems(items: readonly GraphItem[], text: string): ReadonlySet<string> | null {
  const sought = text.trim().toLowerCase();
  return sought === ""
    ? null
    : new Set(items.filter(({ nodes }) => nodes.some((node) => mentions(node, sought))).map(({ id }) => id));
}
