import type { JSX } from "react";
import type { RunStatus } from "trackside/lib/messages";

import { StatusIcon, statusKind, statusWord, useViewContext } from "../../common";

/** Says how the run stands, in a colour, a shape and a word. */
export function StatusBadge({ status }: { status: RunStatus }): JSX.Element {
  const context = useViewContext();
  return (
    <span className="trackside-StatusBadge" data-status={status} role="status">
      <StatusIcon kind={statusKind(status)} />
      {statusWord(status, context)}
    </span>
  );
}
