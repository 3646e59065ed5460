import type { JSX } from "react";

import { runIcon, useViewContext, type ViewContext } from "../../common";
import type { PanelState } from "../../model";
import { FollowOffer } from "./followoffer";

/** Says why there is no run to show and what would bring one. */
export function EmptyState({ state }: { state: PanelState }): JSX.Element {
  const [reason, title, hint] = explain(state, useViewContext());
  return (
    <div className="trackside-Empty" data-empty={reason}>
      <runIcon.react tag="span" width="40px" height="40px" />
      <p className="trackside-Empty-title">{title}</p>
      <p>{hint}</p>
      {state.subject.kind === "untracked" && state.subject.followable && <FollowOffer />}
    </div>
  );
}

function explain({ subject, connection }: PanelState, { trans }: ViewContext): [string, string, string] {
  switch (subject.kind) {
    case "none":
      return ["no-notebook", trans.__("No notebook"), trans.__("Open a notebook: its run is shown here.")];
    case "kernelless":
      return subject.starting
        ? ["starting", trans.__("Starting…"), trans.__("The kernel is on its way.")]
        : ["no-kernel", trans.__("No kernel"), trans.__("Start the kernel “TypeScript (Trackside)” to record a run.")];
    case "untracked":
      return [
        "untracked-kernel",
        trans.__("This kernel is not tracked"),
        subject.followable
          ? trans.__(
              "The notebook runs on “%1”. What it logs with MLflow, or with Kedro and kedro-mlflow, can be shown here.",
              subject.kernelDisplayName,
            )
          : trans.__(
              "The notebook runs on “%1”. Change its kernel to “TypeScript (Trackside)” to record a run.",
              subject.kernelDisplayName,
            ),
      ];
    case "kernel":
      return connection.state === "connecting"
        ? ["connecting", trans.__("Connecting…"), trans.__("Asking the Trackside gateway for this notebook's run.")]
        : [
            "no-run",
            trans.__("No run yet"),
            subject.foreign
              ? trans.__("The run that the notebook starts next with MLflow is shown here.")
              : trans.__("The run opens with the first cell you execute."),
          ];
  }
}
