import type { JSX, ReactNode } from "react";
import type { ListedRun, MetricValue } from "trackside/lib/messages";

import { formatMetric, useViewContext } from "../common";
import { Delta, directionOf } from "../metrics";
import { runKey, type ComparedField, type FieldValue } from "./fields";
import { RunColor } from "./runcolor";
import { RunName } from "./runname";

export interface DifferencesProps {
  readonly label: string;
  readonly fields: readonly ComparedField[];
  readonly runs: readonly ListedRun[];
  readonly currentId: string;
  /** The colour of a run on the charts beside it; without it, columns are told apart by their names alone. */
  readonly colorOf?: ((run: ListedRun) => string | null) | undefined;
  /** What a field's name is shown as. */
  readonly nameOf: (name: string) => ReactNode;
  readonly cell: (value: FieldValue, before: FieldValue, isBaseline: boolean, name: string) => ReactNode;
}

/** Lays fields out beside each other, a column for each run; the first is what the others are compared with. */
export function Differences(props: DifferencesProps): JSX.Element {
  const { label, fields, runs, currentId, colorOf, nameOf, cell } = props;
  const { trans } = useViewContext();
  return (
    <div className="trackside-Differences" role="region" aria-label={label} tabIndex={0}>
      <table aria-label={label}>
        <thead>
          <tr>
            <td />
            {runs.map((run, index) => (
              <th key={runKey(run)} scope="col">
                <span className="trackside-Differences-run">
                  {colorOf && <RunColor color={colorOf(run)} />}
                  <RunName run={run} />
                </span>
                <span className="trackside-Differences-role">
                  {run.runId === currentId
                    ? trans.__("shown")
                    : index === 0
                      ? trans.__("baseline")
                      : run.attempt !== null
                        ? trans.__("attempt %1", run.attempt)
                        : (run.user ?? trans.__("compared"))}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, values }) => (
            <tr key={name} data-field={name}>
              <th scope="row" title={name}>
                {nameOf(name)}
              </th>
              {values.map((value, index) => (
                <td key={runKey(runs[index] as ListedRun)} data-differs={value !== values[0]}>
                  {cell(value, values[0] ?? null, index === 0, name)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A value as text, whole in its tooltip. */
export function TextCell({ value }: { readonly value: FieldValue }): JSX.Element {
  const { trans } = useViewContext();
  const text = value === null ? "–" : String(value);
  return (
    <span className="trackside-Differences-text" title={text}>
      {text === "" ? <span className="trackside-Quiet">{trans.__("empty")}</span> : text}
    </span>
  );
}

interface MetricCellProps {
  readonly name: string;
  readonly value: FieldValue;
  readonly before: FieldValue;
  readonly isBaseline: boolean;
  readonly than: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where a metric stands, and whether that is better. */
export function MetricCell({ name, value, before, isBaseline, than, tags }: MetricCellProps): JSX.Element {
  const { locale } = useViewContext();
  if (value === null) {
    return <>–</>;
  }
  // Only texts for what is not finite are among metrics.
  const last = value as MetricValue;
  return (
    <>
      <span className="trackside-Differences-metric" title={String(last)}>
        {formatMetric(last, locale)}
      </span>
      {!isBaseline && before !== null && (
        <Delta last={last} before={before as MetricValue} direction={directionOf(name, tags)} than={than} />
      )}
    </>
  );
}
