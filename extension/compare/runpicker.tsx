import type { JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { formatMetric, formatMoment, StatusIcon, statusKind, statusWord, useViewContext } from "../common";
import { BaselineButton } from "./baselinebutton";
import { partsOf, runKey, valueIn } from "./fields";
import { mostCompared, type Comparison } from "./usecomparison";

interface RunPickerProps {
  readonly comparison: Comparison;
  readonly currentId: string;
  /** What the runs are sorted by: it is said of each. */
  readonly sortColumn: string;
}

/** Lists the runs that can be compared, a line each. */
export function RunPicker({ comparison, currentId, sortColumn }: RunPickerProps): JSX.Element {
  const { trans } = useViewContext();
  const { runs, compared } = comparison;
  const [baseline] = compared;
  return (
    <ul className="trackside-CompareRuns" aria-label={trans.__("Runs of the experiment")}>
      {runs.map((run) => (
        <RunLine
          key={runKey(run)}
          {...{ run, comparison, sortColumn }}
          isShown={run.runId === currentId}
          isBaseline={compared.length > 1 && baseline !== undefined && runKey(baseline) === runKey(run)}
        />
      ))}
    </ul>
  );
}

interface RunLineProps {
  readonly run: ListedRun;
  readonly comparison: Comparison;
  readonly sortColumn: string;
  readonly isShown: boolean;
  readonly isBaseline: boolean;
}

function RunLine({ run, comparison, sortColumn, isShown, isBaseline }: RunLineProps): JSX.Element {
  const context = useViewContext();
  const { trans } = context;
  const { compared, toggle } = comparison;
  const isCompared = compared.some((each) => runKey(each) === runKey(run));
  return (
    <li className="trackside-CompareRun" data-compare-run={runKey(run)} data-compared={isCompared}>
      <label className="trackside-CompareRun-label">
        <input
          type="checkbox"
          checked={isCompared}
          disabled={isShown || (!isCompared && compared.length > mostCompared)}
          onChange={() => {
            toggle(run);
          }}
        />
        <StatusIcon kind={statusKind(run.status)} label={statusWord(run.status, context)} />
        <span className="trackside-CompareRun-name" title={run.name}>
          {run.name === "" ? <span className="trackside-Quiet">{trans.__("no name")}</span> : run.name}
        </span>
      </label>
      <RunAbout {...{ run, sortColumn, isShown }} />
      {isCompared && !isShown && <BaselineButton {...{ run, comparison, isBaseline }} />}
    </li>
  );
}

/** When it began and by whom, or what it is sorted by. */
function RunAbout({
  run,
  sortColumn,
  isShown,
}: {
  readonly run: ListedRun;
  readonly sortColumn: string;
  readonly isShown: boolean;
}): JSX.Element {
  const { trans, locale } = useViewContext();
  const { kind, name } = partsOf(sortColumn);
  const value = kind === "metrics" ? valueIn(run, sortColumn) : null;
  const when = run.startTime === 0 ? "" : formatMoment(run.startTime, locale);
  const attempt = run.attempt === null ? null : trans.__("attempt %1", run.attempt);
  const about = [isShown ? trans.__("shown") : attempt, when, run.user].filter((each) => each).join(" · ");
  return (
    <span className="trackside-CompareRun-about" title={value === null ? about : `${name} = ${value}, ${about}`}>
      {value === null ? about : formatMetric(value as number, locale)}
    </span>
  );
}
