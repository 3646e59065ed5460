import { memo, useId, type CSSProperties, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { Caret, DatasetFlow, ErrorText, formatDuration, QualifiedName, StatusIcon, useViewContext } from "../common";
import { NodeDetails } from "./nodedetails";
import { statusOf, statusText } from "./nodestatus";

interface NodeRowProps {
  readonly node: RunNodeView;
  /** The first is 1. */
  readonly place: number;
  readonly total: number;
  /** Whether its details are shown. */
  readonly isOpen: boolean;
  readonly onToggle: (name: string) => void;
  readonly kernelId: string;
  readonly runId: string;
}

/** A node of the list; drawn again only when the node itself has changed. */
export const NodeRow = memo(function NodeRow(props: NodeRowProps): JSX.Element {
  const { node, place, total, isOpen, onToggle, kernelId, runId } = props;
  const { trans } = useViewContext();
  const detailsId = useId();
  const { name, durationMs } = node;
  return (
    <li
      className="trackside-Node"
      role="listitem"
      aria-posinset={place}
      aria-setsize={total}
      data-node={name}
      data-status={node.status}
      data-stale={node.staleInput !== undefined}
      style={durationStyle(node)}
    >
      <button
        type="button"
        className="trackside-Node-title"
        aria-expanded={isOpen}
        aria-controls={detailsId}
        onClick={() => {
          onToggle(name);
        }}
      >
        <StatusIcon kind={statusOf(node)} label={statusText(node, trans)} />
        <span className="trackside-Node-name" title={name}>
          <QualifiedName name={name} />
        </span>
        <NodeMark node={node} />
        <span className="trackside-Node-duration">{timeText()}</span>
        <Caret />
      </button>
      {durationMs !== undefined && <span className="trackside-Node-bar" aria-hidden="true" />}
      <DatasetFlow inputs={node.inputs} outputs={node.outputs} />
      {node.error !== undefined && <ErrorText text={node.error} />}
      <div id={detailsId} className="trackside-Node-details" hidden={!isOpen}>
        {isOpen && <NodeDetails node={node} kernelId={kernelId} runId={runId} />}
      </div>
    </li>
  );

  function timeText(): string {
    if (durationMs !== undefined) {
      return formatDuration(durationMs);
    }
    return node.status === "running" ? trans.__("running…") : statusText(node, trans);
  }
});

/** Of the list's longest: that is a property of the list, so that no row need be drawn again when it grows. */
function durationStyle({ durationMs }: RunNodeView): CSSProperties | undefined {
  return durationMs === undefined ? undefined : ({ "--trackside-duration": durationMs } as CSSProperties);
}

/** Said beside the name where the status alone does not tell it. */
function NodeMark({ node }: { node: RunNodeView }): JSX.Element | null {
  const { trans } = useViewContext();
  if (node.staleInput !== undefined) {
    return (
      <span
        className="trackside-Node-mark"
        data-mark="stale"
        title={trans.__("%1 has been made anew since this node ran", node.staleInput)}
      >
        {trans.__("out of date")}
      </span>
    );
  }
  const kept = node.status === "ok" && (node.cached === true || node.reused === true);
  return kept ? (
    <span className="trackside-Node-mark" data-mark="kept">
      {node.reused ? trans.__("reused") : trans.__("cached")}
    </span>
  ) : null;
}
