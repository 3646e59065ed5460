import { memo, useId, useState, type JSX } from "react";
import type { NodeView } from "trackside/lib/messages";

import {
  Caret,
  DatasetFlow,
  formatDuration,
  formatMetric,
  PairTable,
  StatusIcon,
  useViewContext,
  type TabProps,
} from "../common";

/** Lists the nodes that ran, in the order in which they first did. */
export function PipelineTab({ run: { nodes } }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  if (nodes.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No node has run yet.")}</p>;
  }
  return (
    <ol className="trackside-Nodes" aria-label={trans.__("Nodes")}>
      {nodes.map((node) => (
        <NodeRow key={node.name} node={node} />
      ))}
    </ol>
  );
}

const NodeRow = memo(function NodeRow({ node }: { node: NodeView }): JSX.Element {
  const { trans } = useViewContext();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const statusText = {
    running: trans.__("running"),
    ok: trans.__("finished"),
    error: trans.__("failed"),
  }[node.status];
  const hasDetails = Object.keys(node.params).length > 0 || Object.keys(node.metrics).length > 0;
  const title = (
    <>
      <StatusIcon kind={node.status} label={statusText} />
      <span className="trackside-Node-name" title={node.name}>
        {node.name}
      </span>
      <span className="trackside-Node-duration">
        {node.durationMs === undefined ? trans.__("running…") : formatDuration(node.durationMs)}
      </span>
    </>
  );
  return (
    <li className="trackside-Node" data-node={node.name} data-status={node.status}>
      {hasDetails ? (
        <button
          type="button"
          className="trackside-Node-title"
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {title}
          <Caret />
        </button>
      ) : (
        <div className="trackside-Node-title">{title}</div>
      )}
      <DatasetFlow inputs={node.inputs} outputs={node.outputs} />
      {node.error !== undefined && <p className="trackside-ErrorText">{node.error}</p>}
      <div id={detailsId} className="trackside-Node-details" hidden={!open}>
        {open && <NodeDetails node={node} />}
      </div>
    </li>
  );
});

function NodeDetails({ node }: { node: NodeView }): JSX.Element {
  const { trans, locale } = useViewContext();
  const metrics = Object.fromEntries(
    Object.entries(node.metrics).map(([name, value]) => [name, formatMetric(value, locale)]),
  );
  return (
    <>
      {Object.keys(node.params).length > 0 && (
        <>
          <h4>{trans.__("Params")}</h4>
          <PairTable label={trans.__("Params of %1", node.name)} pairs={node.params} hook="param" />
        </>
      )}
      {Object.keys(metrics).length > 0 && (
        <>
          <h4>{trans.__("Metrics")}</h4>
          <PairTable label={trans.__("Metrics of %1", node.name)} pairs={metrics} hook="metric" />
        </>
      )}
    </>
  );
}
