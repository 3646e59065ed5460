import type { TranslationBundle } from "@jupyterlab/translation";
import type { RunNodeView } from "trackside/lib/messages";

import type { StatusKind } from "../common";

/** What a node is drawn and filtered as. */
export type NodeKind = StatusKind | "stale";

/** In the order in which they are offered as filters. */
export const nodeKinds: readonly NodeKind[] = [
  ...(["error", "running", "waiting", "stale", "ok", "kept", "skipped", "stopped"] as const),
];

/** How a node stands. One that is out of date did run: it is told by a mark beside. */
export function statusOf({ status, cached, reused }: RunNodeView): StatusKind {
  return status === "ok" && (cached === true || reused === true) ? "kept" : status;
}

/** Whether a node is among those of a kind. */
export function isOfKind(node: RunNodeView, kind: NodeKind): boolean {
  return kind === "stale" ? node.staleInput !== undefined : statusOf(node) === kind;
}

/** Names of the kinds, as filters have them. */
export function kindNames(trans: TranslationBundle): Readonly<Record<NodeKind, string>> {
  return {
    error: trans.__("Failed"),
    running: trans.__("Running"),
    waiting: trans.__("Waiting"),
    stale: trans.__("Out of date"),
    ok: trans.__("Finished"),
    kept: trans.__("Reused"),
    skipped: trans.__("Skipped"),
    stopped: trans.__("Stopped"),
  };
}

/** Says in words how a node stands. */
export function statusText(node: RunNodeView, trans: TranslationBundle): string {
  switch (node.status) {
    case "running":
      return trans.__("running");
    case "ok":
      return node.reused
        ? trans.__("reused from an earlier run")
        : node.cached
          ? trans.__("cached")
          : trans.__("finished");
    case "error":
      return trans.__("failed");
    case "waiting":
      return trans.__("waiting");
    case "skipped":
      return trans.__("skipped");
    case "stopped":
      return trans.__("stopped");
  }
}
