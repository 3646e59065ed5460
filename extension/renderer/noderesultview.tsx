import type { JSX } from "react";
import type { NodeResult, NodeView } from "trackside/lib/messages";

import { DatasetFlow, ErrorText, formatDuration, formatMetric, StatusIcon, useViewContext } from "../common";

/** Shows the nodes that a cell ran, a row each. */
export function NodeResultView({ result }: { result: NodeResult }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <ol className="trackside-NodeResult" aria-label={trans.__("Nodes")}>
      {result.nodes.map((node) => (
        <NodeResultRow key={node.name} node={node} />
      ))}
    </ol>
  );
}

function NodeResultRow({ node }: { node: NodeView }): JSX.Element {
  const { trans } = useViewContext();
  const statusText = {
    running: trans.__("running"),
    ok: trans.__("finished"),
    error: trans.__("failed"),
  }[node.status];
  return (
    <li className="trackside-NodeResult-row" data-node={node.name} data-status={node.status}>
      <StatusIcon kind={node.status} label={statusText} />
      <span className="trackside-NodeResult-name" title={node.name}>
        {node.name}
      </span>
      <DatasetFlow inputs={node.inputs} outputs={node.outputs} />
      <span className="trackside-NodeResult-duration">
        {node.durationMs === undefined ? trans.__("running…") : formatDuration(node.durationMs)}
      </span>
      <NodeResultChips node={node} />
      {node.error !== undefined && <ErrorText text={node.error} />}
    </li>
  );
}

function NodeResultChips({ node }: { node: NodeView }): JSX.Element | null {
  const { trans, locale } = useViewContext();
  const params = Object.entries(node.params);
  const metrics = Object.entries(node.metrics);
  if (params.length === 0 && metrics.length === 0) {
    return null;
  }
  return (
    <span className="trackside-NodeResult-chips">
      {params.map(([name, value]) => (
        <Chip key={`param ${name}`} kind="param" name={name} value={value} title={trans.__("Param %1", name)} />
      ))}
      {metrics.map(([name, value]) => (
        <Chip
          key={`metric ${name}`}
          kind="metric"
          name={name}
          value={formatMetric(value, locale)}
          title={trans.__("Metric %1: %2", name, String(value))}
        />
      ))}
    </span>
  );
}

interface ChipProps {
  readonly kind: "param" | "metric";
  readonly name: string;
  readonly value: string;
  readonly title: string;
}

function Chip({ kind, name, value, title }: ChipProps): JSX.Element {
  return (
    <span className="trackside-Chip" data-kind={kind} data-name={name} title={title}>
      <span className="trackside-Chip-name">{name}</span> <span className="trackside-Chip-value">{value}</span>
    </span>
  );
}
