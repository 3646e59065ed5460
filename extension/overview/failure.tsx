import { memo, type JSX } from "react";
import type { RunNodeView, RunStatus } from "trackside/lib/messages";

import { ErrorText, StatusIcon, useViewContext, type PanelLayout } from "../common";

interface FailureProps {
  readonly nodes: readonly RunNodeView[];
  readonly status: RunStatus;
  readonly layout: PanelLayout;
}

/** Says what failed and why; nothing while all is well. */
export const Failure = memo(function Failure({ nodes, status, layout }: FailureProps): JSX.Element | null {
  const { trans } = useViewContext();
  const node = nodes.find((each) => each.status === "error");
  if (node === undefined) {
    return <UnexplainedEnd status={status} />;
  }
  return (
    <section className="trackside-Failure" data-failure={node.name} aria-label={trans.__("What failed")}>
      <div className="trackside-Failure-title">
        <StatusIcon kind="error" />
        <span className="trackside-Failure-name" title={node.name}>
          {trans.__("%1 failed", node.name)}
        </span>
        <button
          type="button"
          className="trackside-Button"
          data-action="show-node"
          onClick={() => {
            void layout.update({ tab: "pipeline" });
            requestAnimationFrame(() => {
              revealNode(node.name);
            });
          }}
        >
          {trans.__("Show in Pipeline")}
        </button>
      </div>
      {node.error !== undefined && <ErrorText text={node.error} />}
    </section>
  );
});

function UnexplainedEnd({ status }: { status: RunStatus }): JSX.Element | null {
  const { trans } = useViewContext();
  if (status !== "FAILED" && status !== "KILLED") {
    return null;
  }
  const isKilled = status === "KILLED";
  return (
    <section className="trackside-Failure" data-failure={status} aria-label={trans.__("What failed")}>
      <div className="trackside-Failure-title">
        <StatusIcon kind={isKilled ? "stopped" : "error"} />
        <span className="trackside-Failure-name">
          {isKilled ? trans.__("The run was killed") : trans.__("The run failed")}
        </span>
      </div>
      <p className="trackside-Failure-why">
        {isKilled
          ? trans.__("The kernel was stopped within a cell, or its process ended without a word.")
          : trans.__("No node failed: the last cell did. Its output in the notebook says why.")}
      </p>
    </section>
  );
}

/** Brings a node's row into view, where the tab that is now shown has one. */
function revealNode(name: string): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".trackside-Panel [data-node]")];
  const row = rows.find(({ dataset }) => dataset["node"] === name);
  row?.scrollIntoView({ block: "center" });
  row?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
}
