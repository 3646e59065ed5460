import { memo, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { formatDuration, formatNumber, QualifiedName, StatusIcon, useViewContext, type StatusKind } from "../common";
import { itemSize } from "./graphshape";
import { kindNames, statusText } from "./nodestatus";

interface GraphBoxProps {
  readonly id: string;
  readonly label: string;
  readonly group: string | null;
  readonly count: number;
  readonly status: StatusKind;
  readonly isStale: boolean;
  /** `null` of a group. */
  readonly node: RunNodeView | null;
  readonly x: number;
  readonly y: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly isDim: boolean;
  readonly onSelect: (id: string) => void;
  readonly onExpand: (namespace: string) => void;
}

/** A node or a namespace in the graph; its props are such that only what changes is drawn again. */
export const GraphBox = memo(function GraphBox(props: GraphBoxProps): JSX.Element {
  const { id, label, group, count, status, isStale, node, x, y, isSelected, isTabStop, isDim } = props;
  const { trans, locale } = useViewContext();
  const nodes = trans._n("%2 node", "%2 nodes", count, formatNumber(count, locale));
  const stands = node === null ? kindNames(trans)[status] : statusText(node, trans);
  const detail = node === null ? nodes : node.durationMs === undefined ? stands : formatDuration(node.durationMs);
  const stale = isStale ? ` · ${trans.__("out of date")}` : "";
  // Begins with what is seen, so that it can be said to a machine that listens.
  const words = `${label} ${detail}${stale}${detail === stands ? "" : `, ${stands}`}`;
  return (
    <button
      type="button"
      className="trackside-Graph-box"
      data-item={id}
      data-status={status}
      data-stale={isStale}
      data-group={group !== null}
      data-dim={isDim}
      aria-pressed={isSelected}
      aria-label={words}
      title={words}
      tabIndex={isTabStop ? 0 : -1}
      style={{ ...itemSize, transform: `translate(${x - itemSize.width / 2}px, ${y - itemSize.height / 2}px)` }}
      onClick={() => {
        props.onSelect(id);
      }}
      onDoubleClick={() => {
        if (group !== null) {
          props.onExpand(group);
        }
      }}
    >
      <StatusIcon kind={status} />
      <span className="trackside-Graph-label">
        <QualifiedName name={label} />
      </span>{" "}
      <span className="trackside-Graph-detail">
        {detail}
        {stale}
      </span>
    </button>
  );
});
