import type { JSX } from "react";
import type { RunStatus } from "trackside/lib/messages";

import { StatusIcon, useViewContext, type StatusKind } from "../../common";

const kinds: Readonly<Record<RunStatus, StatusKind>> = {
  RUNNING: "running",
  FINISHED: "ok",
  FAILED: "error",
  KILLED: "stopped",
};

/** Says how the run stands, in a colour, a shape and a word. */
export function StatusBadge({ status }: { status: RunStatus }): JSX.Element {
  const { trans } = useViewContext();
  const words: Record<RunStatus, string> = {
    RUNNING: trans.__("Running"),
    FINISHED: trans.__("Finished"),
    FAILED: trans.__("Failed"),
    KILLED: trans.__("Killed"),
  };
  return (
    <span className="trackside-StatusBadge" data-status={status} role="status">
      <StatusIcon kind={kinds[status]} />
      {words[status]}
    </span>
  );
}
