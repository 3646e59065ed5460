import { useMemo, type JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { useViewContext, type PanelLayout } from "../common";
import { directionOf } from "../metrics";
import { columnTitle } from "./columntitle";
import { partsOf } from "./fields";

/** A list to choose from that is longer than this is none. */
const mostMetrics = 60;
const newest = "attributes.start_time";
const other = "";

interface SortFieldProps {
  readonly runs: readonly ListedRun[];
  readonly tags: Readonly<Record<string, string>>;
  readonly layout: PanelLayout;
}

/** Chooses what runs are sorted by: the newest first, or the best of a metric first. */
export function SortField({ runs, tags, layout }: SortFieldProps): JSX.Element {
  const context = useViewContext();
  const { trans } = context;
  const { column, isDescending } = layout.arrangement.compare.sort;
  const names = useMemo(
    () => [...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics)))].slice(0, mostMetrics),
    [runs],
  );
  const columns = names.map((name) => `metrics.${name}`);
  // the table of runs sorts by any column, and either way
  const isOffered = [newest, ...columns].includes(column) && isDescending === isDescendingAtFirst(column, tags);
  return (
    <select
      className="trackside-Chart-axis trackside-Compare-sort"
      aria-label={trans.__("Sort runs")}
      value={isOffered ? column : other}
      onChange={({ target: { value } }) => {
        void layout.setCompare({ sort: { column: value, isDescending: isDescendingAtFirst(value, tags) } });
      }}
    >
      <option value={newest}>{trans.__("Newest first")}</option>
      {!isOffered && (
        <option value={other}>
          {isDescending
            ? trans.__("%1, descending", columnTitle(column, context))
            : trans.__("%1, ascending", columnTitle(column, context))}
        </option>
      )}
      {names.map((name, index) => (
        <option key={name} value={columns[index]}>
          {trans.__("Best %1 first", name)}
        </option>
      ))}
    </select>
  );
}

/** The best of a metric comes first, and the newest; all else from its least. */
export function isDescendingAtFirst(column: string, tags: Readonly<Record<string, string>>): boolean {
  const { kind, name } = partsOf(column);
  return kind === "metrics" ? directionOf(name, tags) === "max" : column === newest;
}
