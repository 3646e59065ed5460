import type { JSX } from "react";
import type { ListedRun, MetricValue } from "trackside/lib/messages";

import { formatMetric, formatMoment, StatusIcon, statusKind, statusWord, useViewContext } from "../common";
import { BaselineButton } from "./baselinebutton";
import { partsOf, runKey, valueIn } from "./fields";
import { RunName } from "./runname";
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
  // who recorded a run is worth its place where not all are by the same person
  const showsUser = new Set(runs.flatMap(({ user }) => user ?? [])).size > 1;
  return (
    <ul className="trackside-CompareRuns" aria-label={trans.__("Runs of the experiment")}>
      {runs.map((run) => (
        <RunLine
          key={runKey(run)}
          {...{ run, comparison, sortColumn, showsUser }}
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
  readonly showsUser: boolean;
  readonly isShown: boolean;
  readonly isBaseline: boolean;
}

function RunLine({ run, comparison, sortColumn, showsUser, isShown, isBaseline }: RunLineProps): JSX.Element {
  const context = useViewContext();
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
        <RunName run={run} />
      </label>
      <RunAbout {...{ run, sortColumn, showsUser, isShown }} />
      {isCompared && !isShown && <BaselineButton {...{ run, comparison, isBaseline }} />}
    </li>
  );
}

/** When it began and by whom, or what it is sorted by. */
function RunAbout({
  run,
  sortColumn,
  showsUser,
  isShown,
}: Pick<RunLineProps, "run" | "sortColumn" | "showsUser" | "isShown">): JSX.Element {
  const { trans, locale } = useViewContext();
  const { kind, name } = partsOf(sortColumn);
  const value = kind === "attributes" ? null : valueIn(run, sortColumn);
  const when = run.startTime === 0 ? "" : formatMoment(run.startTime, locale);
  const attempt = run.attempt === null ? null : trans.__("attempt %1", run.attempt);
  const about = [isShown ? trans.__("shown") : attempt, when, showsUser ? run.user : null]
    .filter((each) => each)
    .join(" · ");
  return (
    <span className="trackside-CompareRun-about" title={value === null ? about : `${name} = ${value}, ${about}`}>
      {value === null ? about : kind === "metrics" ? formatMetric(value as MetricValue, locale) : value}
    </span>
  );
}
