import type { JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { IconButton, useViewContext } from "../common";
import type { Comparison } from "./usecomparison";

/** Has the others compared with a run: the flag is filled where they are. */
export function BaselineButton({
  run,
  comparison,
  isBaseline,
}: {
  readonly run: ListedRun;
  readonly comparison: Comparison;
  readonly isBaseline: boolean;
}): JSX.Element {
  const { trans } = useViewContext();
  const label = isBaseline
    ? trans.__("The others are compared with %1", run.name)
    : trans.__("Compare the others with %1", run.name);
  return (
    <IconButton
      action="baseline"
      label={label}
      isPressed={isBaseline}
      className="trackside-MarkButton trackside-CompareRun-baseline"
      onClick={() => {
        comparison.compareWith(run);
      }}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M4 14V2.5M4 3h8l-2 3 2 3H4" />
      </svg>
    </IconButton>
  );
}
