import type { JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import {
  formatDuration,
  formatMetric,
  formatMoment,
  StatusIcon,
  statusKind,
  statusWord,
  useViewContext,
  type PanelLayout,
} from "../common";
import { BaselineButton } from "./baselinebutton";
import { columnTitle, commonColumns } from "./columntitle";
import { TextCell } from "./differences";
import { partsOf, runKey, valueIn } from "./fields";
import { RunColor } from "./runcolor";
import { RunName } from "./runname";
import { isDescendingAtFirst } from "./sortfield";
import { mostCompared, type Comparison } from "./usecomparison";

interface RunTableProps {
  readonly comparison: Comparison;
  readonly columns: readonly string[];
  readonly currentId: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly layout: PanelLayout;
  /** The colour that a run has on the charts; `null` for one that is not compared. */
  readonly colorOf: (run: ListedRun) => string | null;
}

/** Lists the runs with columns of choice; a press on a column's name sorts by it, another turns that round. */
export function RunTable(props: RunTableProps): JSX.Element {
  const { comparison, columns, tags, layout } = props;
  const context = useViewContext();
  const { trans } = context;
  return (
    <div className="trackside-RunTable" role="region" aria-label={trans.__("Runs of the experiment")} tabIndex={0}>
      <table aria-label={trans.__("Runs of the experiment")}>
        <thead>
          <tr>
            <td />
            {[...commonColumns, ...columns].map((column) => (
              <Header key={column} {...{ column, layout, tags }} title={columnTitle(column, context)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {comparison.runs.map((run) => (
            <Row key={runKey(run)} {...props} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeaderProps extends Pick<RunTableProps, "layout" | "tags"> {
  readonly column: string;
  readonly title: string;
}

function Header({ column, title, layout, tags }: HeaderProps): JSX.Element {
  const { sort } = layout.arrangement.compare;
  const { kind } = partsOf(column);
  const isSorted = sort.column === column;
  return (
    <th
      scope="col"
      data-kind={kind}
      title={column}
      aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        className="trackside-RunTable-sort"
        onClick={() => {
          const isDescending = isSorted ? !sort.isDescending : isDescendingAtFirst(column, tags);
          void layout.setCompare({ sort: { column, isDescending } });
        }}
      >
        <span className="trackside-RunTable-title">{title}</span>
        {isSorted && <span aria-hidden="true">{sort.isDescending ? "↓" : "↑"}</span>}
      </button>
    </th>
  );
}

function Row({
  run,
  comparison,
  columns,
  currentId,
  colorOf,
}: RunTableProps & { readonly run: ListedRun }): JSX.Element {
  const context = useViewContext();
  const { trans, locale } = context;
  const { compared, toggle } = comparison;
  const color = colorOf(run);
  const isShown = run.runId === currentId;
  const isBaseline = compared.length > 1 && compared[0] !== undefined && runKey(compared[0]) === runKey(run);
  return (
    <tr data-compare-run={runKey(run)} data-compared={color !== null}>
      <td className="trackside-RunTable-choice">
        <input
          type="checkbox"
          aria-label={trans.__("Compare %1", run.name)}
          checked={color !== null}
          disabled={isShown || (color === null && compared.length > mostCompared)}
          onChange={() => {
            toggle(run);
          }}
        />
      </td>
      <th scope="row">
        <span className="trackside-CompareRun-label">
          <RunColor color={color} />
          <StatusIcon kind={statusKind(run.status)} label={statusWord(run.status, context)} />
          <RunName run={run} />
          {isShown && <span className="trackside-Differences-role">{trans.__("shown")}</span>}
          {color !== null && !isShown && <BaselineButton {...{ run, comparison, isBaseline }} />}
        </span>
      </th>
      <td>{run.startTime === 0 ? "–" : formatMoment(run.startTime, locale)}</td>
      <td>{run.endTime === null ? "–" : formatDuration(run.endTime - run.startTime)}</td>
      <td>
        <TextCell value={run.user} />
      </td>
      {columns.map((column) => (
        <td key={column} data-kind={partsOf(column).kind}>
          <Value run={run} column={column} />
        </td>
      ))}
    </tr>
  );
}

function Value({ run, column }: { readonly run: ListedRun; readonly column: string }): JSX.Element {
  const { locale } = useViewContext();
  const { kind, name } = partsOf(column);
  if (kind === "metrics" && Object.hasOwn(run.metrics, name)) {
    const value = run.metrics[name] ?? "NaN";
    return <span title={String(value)}>{formatMetric(value, locale)}</span>;
  }
  return <TextCell value={valueIn(run, column)} />;
}
