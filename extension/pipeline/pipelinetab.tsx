import { useMemo, type CSSProperties, type JSX } from "react";

import { usePanelServices, useViewContext, type TabProps } from "../common";
import { NodeFilters, readFilter } from "./nodefilters";
import { filterNodes, inOrder } from "./nodelist";
import { NodeRow } from "./noderow";
import { pipelineGraphKind } from "./pipelinegraph";

/** Lists the nodes of the run: what it has done, what it is about to do, and what it did not come to. */
export function PipelineTab({ run: { runId, nodes }, kernelId, layout }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  const services = usePanelServices();
  const ordered = useMemo(() => inOrder(nodes), [nodes]);
  if (nodes.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No node has run yet.")}</p>;
  }
  const filter = readFilter(layout, nodes);
  const listed = filterNodes(ordered, filter);
  const longest = nodes.reduce((most, { durationMs = 0 }) => Math.max(most, durationMs), 1);
  return (
    <>
      <NodeFilters
        nodes={nodes}
        filter={filter}
        layout={layout}
        onOpenGraph={() => {
          services.openWide({ kind: pipelineGraphKind, kernelId, name: "" });
        }}
      />
      {listed.length === 0 && <p className="trackside-Tab-empty">{trans.__("No node is like that.")}</p>}
      <ol
        className="trackside-Nodes"
        aria-label={trans.__("Nodes")}
        style={{ "--trackside-longest": longest } as CSSProperties}
      >
        {listed.map((node) => (
          <NodeRow key={node.name} node={node} kernelId={kernelId} runId={runId} />
        ))}
      </ol>
    </>
  );
}
