import type { RunStatus } from "trackside/lib/messages";

import type { StatusKind } from "./statusicon";
import type { ViewContext } from "./viewcontext";

const kinds: Readonly<Record<RunStatus, StatusKind>> = {
  RUNNING: "running",
  FINISHED: "ok",
  FAILED: "error",
  KILLED: "stopped",
};

/** The shape in which a run's status is drawn. */
export function statusKind(status: RunStatus): StatusKind {
  return kinds[status];
}

/** A run's status in a word. */
export function statusWord(status: RunStatus, { trans }: ViewContext): string {
  switch (status) {
    case "RUNNING":
      return trans.__("Running");
    case "FINISHED":
      return trans.__("Finished");
    case "FAILED":
      return trans.__("Failed");
    case "KILLED":
      return trans.__("Killed");
  }
}
