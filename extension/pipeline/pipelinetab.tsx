import { useMemo, useState, type CSSProperties, type JSX } from "react";

import { usePanelServices, useViewContext, type TabProps } from "../common";
import { NodeFilters, readFilter } from "./nodefilters";
import { filterNodes, inOrder } from "./nodelist";
import { NodeRow } from "./noderow";
import { pipelineGraphKind } from "./pipelinegraph";

/** So many rows more at a time: thousands at once would hold up the page. */
const rowsAtOnce = 300;

/** Lists the nodes of the run: what it has done, what it is about to do, and what it did not come to. */
export function PipelineTab({ run: { runId, nodes }, kernelId, layout }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  const services = usePanelServices();
  const [limit, setLimit] = useState(rowsAtOnce);
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
        {listed.slice(0, limit).map((node) => (
          <NodeRow key={node.name} node={node} kernelId={kernelId} runId={runId} />
        ))}
      </ol>
      {listed.length > limit && (
        <button
          type="button"
          className="trackside-Overview-more"
          data-action="more-nodes"
          onClick={() => {
            setLimit(limit + rowsAtOnce);
          }}
        >
          {trans._n("%1 more node", "%1 more nodes", listed.length - limit)}
        </button>
      )}
    </>
  );
}
