import { useMemo, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { SearchField, StatusIcon, useViewContext } from "../common";
import { kindNames, nodeKinds, statusOf } from "./nodestatus";

interface GraphToolbarProps {
  readonly nodes: readonly RunNodeView[];
  /** The outermost ones. */
  readonly namespaces: readonly string[];
  readonly collapsed: ReadonlySet<string>;
  readonly sought: string;
  /** How many items are like what is sought; `null` while nothing is. */
  readonly foundCount: number | null;
  readonly onSought: (text: string) => void;
  readonly onNext: () => void;
  readonly onToggle: (namespace: string) => void;
}

/** Seeks nodes, collapses namespaces, and says what the colours mean. */
export function GraphToolbar(props: GraphToolbarProps): JSX.Element {
  const { nodes, namespaces, collapsed, sought, foundCount, onSought, onNext, onToggle } = props;
  const { trans } = useViewContext();
  return (
    <div className="trackside-Graph-toolbar">
      <SearchField
        placeholder={trans.__("Find nodes")}
        aria-label={trans.__("Find nodes by name, dataset, tag or namespace; Enter goes to the next")}
        value={sought}
        onText={onSought}
        onKeyDown={({ key }) => {
          if (key === "Enter" && (foundCount ?? 0) > 0) {
            onNext();
          }
        }}
      />
      <span className="trackside-Graph-found" role="status">
        {foundCount === null ? "" : trans.__("%1 found", foundCount)}
      </span>
      {namespaces.length > 0 && (
        <div className="trackside-Graph-namespaces" role="group" aria-label={trans.__("Collapse namespaces")}>
          {namespaces.map((namespace) => (
            <button
              key={namespace}
              type="button"
              className="trackside-KindFilter"
              aria-pressed={collapsed.has(namespace)}
              title={collapsed.has(namespace) ? trans.__("Expand %1", namespace) : trans.__("Collapse %1", namespace)}
              onClick={() => {
                onToggle(namespace);
              }}
            >
              {collapsed.has(namespace) ? "▸" : "▾"} {namespace}
            </button>
          ))}
        </div>
      )}
      <Legend nodes={nodes} />
    </div>
  );
}

function Legend({ nodes }: { nodes: readonly RunNodeView[] }): JSX.Element {
  const { trans } = useViewContext();
  const names = kindNames(trans);
  const counts = useMemo(() => {
    const found = nodes.map(statusOf);
    return nodeKinds.flatMap((kind) => {
      const count = kind === "stale" ? 0 : found.filter((status) => status === kind).length;
      return kind === "stale" || count === 0 ? [] : [{ kind, count }];
    });
  }, [nodes]);
  return (
    <ul className="trackside-Graph-legend" aria-label={trans.__("Nodes by status")}>
      {counts.map(({ kind, count }) => (
        <li key={kind}>
          <StatusIcon kind={kind} /> {names[kind]} {count}
        </li>
      ))}
    </ul>
  );
}
