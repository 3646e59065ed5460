import type { JSX } from "react";
import type { NodeResult, NodeView } from "trackside/lib/messages";

import {
  DatasetFlow,
  ErrorText,
  formatDuration,
  formatMetric,
  formatNumber,
  QualifiedName,
  StatusIcon,
  useViewContext,
} from "../common";

/** As many as the kernel sends now; earlier versions sent all. Rows share their columns: a browser lays out thousands of such for seconds, at each change of the notebook. */
const mostRows = 100;

/** Shows the nodes that a cell ran, a row each; of very many those that failed or run, and the first of the others. */
export function NodeResultView({ result: { nodes, left: leftOut = 0 } }: { result: NodeResult }): JSX.Element {
  const { trans, locale } = useViewContext();
  const shown = nodes.length > mostRows ? chosenOf(nodes) : nodes;
  const left = leftOut + nodes.length - shown.length;
  return (
    <>
      <ol className="trackside-NodeResult" aria-label={trans.__("Nodes")}>
        {shown.map((node) => (
          <NodeResultRow key={node.name} node={node} />
        ))}
      </ol>
      {left > 0 && (
        <p className="trackside-Quiet trackside-NodeResult-left">
          {trans._n(
            "%2 more node: the run panel lists all.",
            "%2 more nodes: the run panel lists all.",
            left,
            formatNumber(left, locale),
          )}
        </p>
      )}
    </>
  );
}

function chosenOf(nodes: readonly NodeView[]): readonly NodeView[] {
  const notable = nodes.filter(({ status }) => status !== "ok");
  const chosen = new Set([...notable, ...nodes.filter(({ status }) => status === "ok")].slice(0, mostRows));
  return nodes.filter((node) => chosen.has(node));
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
        <QualifiedName name={node.name} />
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
