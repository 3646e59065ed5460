import { useMemo, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { formatNumber, SearchField, StatusIcon, useViewContext } from "../common";
import { NamespacePicker } from "./namespacepicker";
import { kindNames, nodeKinds, statusOf } from "./nodestatus";

interface GraphToolbarProps {
  readonly nodes: readonly RunNodeView[];
  readonly namespaces: readonly string[];
  readonly collapsed: ReadonlySet<string>;
  readonly sought: string;
  /** How many items are like what is sought; `null` while nothing is. */
  readonly foundCount: number | null;
  readonly onSought: (text: string) => void;
  readonly onNext: () => void;
  readonly onToggle: (namespace: string) => void;
  /** Collapses these and no others. */
  readonly onCollapse: (namespaces: readonly string[]) => void;
}

/** Seeks nodes, collapses namespaces, and says what the colours mean. */
export function GraphToolbar(props: GraphToolbarProps): JSX.Element {
  const { nodes, namespaces, collapsed, sought, foundCount, onSought, onNext, onToggle, onCollapse } = props;
  const { trans, locale } = useViewContext();
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
        {foundCount === null ? "" : trans.__("%1 found", formatNumber(foundCount, locale))}
      </span>
      <NamespacePicker {...{ namespaces, collapsed, onToggle, onCollapse }} />
      <Legend nodes={nodes} />
    </div>
  );
}

function Legend({ nodes }: { nodes: readonly RunNodeView[] }): JSX.Element {
  const { trans, locale } = useViewContext();
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
          <StatusIcon kind={kind} /> {names[kind]} {formatNumber(count, locale)}
        </li>
      ))}
    </ul>
  );
}
