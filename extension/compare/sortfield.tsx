import { useMemo, type JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { useViewContext, type PanelLayout } from "../common";
import { directionOf } from "../metrics";

/** A list to choose from that is longer than this is none. */
const mostMetrics = 60;
const newest = "attributes.start_time";

interface SortFieldProps {
  readonly runs: readonly ListedRun[];
  readonly tags: Readonly<Record<string, string>>;
  readonly layout: PanelLayout;
}

/** Chooses what runs are sorted by: the newest first, or the best of a metric first. */
export function SortField({ runs, tags, layout }: SortFieldProps): JSX.Element {
  const { trans } = useViewContext();
  const { column } = layout.arrangement.compare.sort;
  const names = useMemo(
    () => [...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics)))].slice(0, mostMetrics),
    [runs],
  );
  const columns = names.map((name) => `metrics.${name}`);
  return (
    <select
      className="trackside-Chart-axis trackside-Compare-sort"
      aria-label={trans.__("Sort runs")}
      value={column}
      onChange={({ target }) => {
        const name = target.value.slice("metrics.".length);
        const isDescending = target.value === newest || directionOf(name, tags) === "max";
        void layout.setCompare({ sort: { column: target.value, isDescending } });
      }}
    >
      <option value={newest}>{trans.__("Newest first")}</option>
      {column !== newest && !columns.includes(column) && <option value={column}>{column}</option>}
      {names.map((name, index) => (
        <option key={name} value={columns[index]}>
          {trans.__("Best %1 first", name)}
        </option>
      ))}
    </select>
  );
}
