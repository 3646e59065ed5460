import { useMemo, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { formatNumber, SearchField, useViewContext, type PanelLayout } from "../common";
import type { NodeFilter } from "./nodelist";
import { isOfKind, kindNames, nodeKinds, type NodeKind } from "./nodestatus";

/** Fewer nodes than that are looked over at once. */
const fewNodes = 6;

const names = { text: "pipeline", kind: "pipeline-kind" };
const failedFirstId = "pipeline:failed-first";

/** How the list is filtered, as the panel remembers it. */
export function readFilter(layout: PanelLayout, nodes: readonly RunNodeView[]): NodeFilter {
  const { filters } = layout.arrangement;
  const kind = nodeKinds.find((each) => each === filters[names.kind]) ?? null;
  return {
    text: filters[names.text] ?? "",
    // what is remembered of another run must not hide all of this one
    kind: kind !== null && nodes.some((node) => isOfKind(node, kind)) ? kind : null,
    failedFirst: layout.isOpen(failedFirstId, false),
  };
}

interface NodeFiltersProps {
  readonly nodes: readonly RunNodeView[];
  readonly filter: NodeFilter;
  readonly layout: PanelLayout;
  readonly onOpenGraph: () => void;
}

/** Filters the list by text and by status, and opens the graph. */
export function NodeFilters({ nodes, filter, layout, onOpenGraph }: NodeFiltersProps): JSX.Element {
  const { trans } = useViewContext();
  return (
    <div className="trackside-NodeFilters">
      <div className="trackside-NodeFilters-bar">
        {nodes.length < fewNodes && filter.text === "" ? (
          <Summary nodes={nodes} />
        ) : (
          <SearchField
            placeholder={trans.__("Filter nodes")}
            aria-label={trans.__("Filter nodes by name, dataset, tag or namespace")}
            value={filter.text}
            onText={(text) => void layout.setFilter(names.text, text)}
          />
        )}
        <button type="button" className="trackside-Button" data-action="open-graph" onClick={onOpenGraph}>
          <GraphIcon />
          {trans.__("Graph")}
        </button>
      </div>
      <KindFilters
        nodes={nodes}
        filter={filter}
        onKind={(kind) => {
          void layout.setFilter(names.kind, kind === filter.kind ? "" : kind);
        }}
        onFailedFirst={() => void layout.toggle(failedFirstId, false)}
      />
    </div>
  );
}

function Summary({ nodes }: { nodes: readonly RunNodeView[] }): JSX.Element {
  const { trans } = useViewContext();
  const done = nodes.filter(({ status }) => status === "ok").length;
  return (
    <span className="trackside-NodeFilters-summary">
      {trans._n("%2 of %1 node done", "%2 of %1 nodes done", nodes.length, done)}
    </span>
  );
}

interface KindFiltersProps {
  readonly nodes: readonly RunNodeView[];
  readonly filter: NodeFilter;
  readonly onKind: (kind: NodeKind) => void;
  readonly onFailedFirst: () => void;
}

/** A button for each status that there is, once there is more than one. */
function KindFilters({ nodes, filter, onKind, onFailedFirst }: KindFiltersProps): JSX.Element | null {
  const { trans, locale } = useViewContext();
  const kindName = kindNames(trans);
  const counts = useMemo(
    () =>
      nodeKinds
        .map((kind) => ({ kind, count: nodes.filter((node) => isOfKind(node, kind)).length }))
        .filter(({ count }) => count > 0),
    [nodes],
  );
  if (counts.length < 2) {
    return null;
  }
  const hasFailed = counts.some(({ kind }) => kind === "error");
  return (
    <div className="trackside-NodeFilters-kinds" role="group" aria-label={trans.__("Filter nodes by status")}>
      {counts.map(({ kind, count }) => (
        <button
          key={kind}
          type="button"
          className="trackside-KindFilter"
          data-kind={kind}
          aria-pressed={filter.kind === kind}
          onClick={() => {
            onKind(kind);
          }}
        >
          {kindName[kind]} <span className="trackside-KindFilter-count">{formatNumber(count, locale)}</span>
        </button>
      ))}
      {hasFailed && (
        <button
          type="button"
          className="trackside-KindFilter"
          data-kind="failed-first"
          aria-pressed={filter.failedFirst}
          onClick={onFailedFirst}
        >
          {trans.__("Failed first")}
        </button>
      )}
    </div>
  );
}

function GraphIcon(): JSX.Element {
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      <rect x="5" y="1.5" width="6" height="3.5" rx="1" />
      <rect x="1" y="11" width="5.5" height="3.5" rx="1" />
      <rect x="9.5" y="11" width="5.5" height="3.5" rx="1" />
      <path d="M8 5v3M3.75 11V8h8.5v3" />
    </svg>
  );
}
