import type { JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { formatMetric, PairTable, useViewContext } from "../common";
import { NodeActions } from "./nodeactions";
import { Traceback } from "./traceback";

interface NodeDetailsProps {
  readonly node: RunNodeView;
  readonly kernelId: string;
  readonly runId: string;
}

/** What a node was run with and measured, and what can be done with it. */
export function NodeDetails({ node, kernelId, runId }: NodeDetailsProps): JSX.Element {
  const { trans, locale } = useViewContext();
  const metrics = Object.fromEntries(
    Object.entries(node.metrics).map(([name, value]) => [name, formatMetric(value, locale)]),
  );
  return (
    <>
      {node.traceback !== undefined && (
        <Traceback key={node.traceback} path={node.traceback} kernelId={kernelId} runId={runId} />
      )}
      {node.staleInput !== undefined && (
        <p className="trackside-Node-note">
          {trans.__("%1 has been made anew since this node ran: run from there again.", node.staleInput)}
        </p>
      )}
      <NodeActions node={node} kernelId={kernelId} />
      <Labels node={node} />
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

/** Where the node belongs. */
function Labels({ node: { namespace, tags = [], pipeline } }: { node: RunNodeView }): JSX.Element | null {
  const { trans } = useViewContext();
  const labels = [
    ...(pipeline === undefined || pipeline === "__default__" ? [] : [{ title: trans.__("Pipeline"), text: pipeline }]),
    ...(namespace === undefined ? [] : [{ title: trans.__("Namespace"), text: namespace }]),
    ...tags.map((text) => ({ title: trans.__("Tag"), text })),
  ];
  return labels.length === 0 ? null : (
    <p className="trackside-Node-labels">
      {labels.map(({ title, text }) => (
        <span key={`${title} ${text}`} className="trackside-Chip" title={`${title}: ${text}`}>
          <span className="trackside-Chip-name">{title}</span> <span className="trackside-Chip-value">{text}</span>
        </span>
      ))}
    </p>
  );
}
