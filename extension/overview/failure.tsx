import { memo, type JSX } from "react";
import type { CellView, RunNodeView, RunStatus } from "trackside/lib/messages";

import { ErrorText, StatusIcon, usePanelServices, useViewContext, type PanelLayout } from "../common";

interface FailureProps {
  readonly nodes: readonly RunNodeView[];
  readonly cells: readonly CellView[];
  readonly kernelId: string;
  readonly status: RunStatus;
  readonly layout: PanelLayout;
}

/** Says what failed and why; nothing while all is well. */
export const Failure = memo(function Failure(props: FailureProps): JSX.Element | null {
  const { nodes, cells, kernelId, status, layout } = props;
  const { trans } = useViewContext();
  const node = nodes.find((each) => each.status === "error");
  const last = cells.at(-1);
  if (node === undefined) {
    return last?.error === undefined || status === "KILLED" ? (
      <UnexplainedEnd status={status} />
    ) : (
      <FailedCell cell={last} error={last.error} kernelId={kernelId} />
    );
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

interface FailedCellProps {
  readonly cell: CellView;
  readonly error: string;
  readonly kernelId: string;
}

/** The session goes on after it: what is told is of the cell that was executed last. */
function FailedCell({ cell: { cellId, executionCount }, error, kernelId }: FailedCellProps): JSX.Element {
  const { trans } = useViewContext();
  const { notebook } = usePanelServices();
  return (
    <section className="trackside-Failure" data-failure="cell" aria-label={trans.__("What failed")}>
      <div className="trackside-Failure-title">
        <StatusIcon kind="error" />
        <span className="trackside-Failure-name">{trans.__("Cell [%1] failed", executionCount)}</span>
        {cellId !== null && (
          <button
            type="button"
            className="trackside-Button"
            data-action="show-cell"
            onClick={() => {
              notebook.revealCell(kernelId, { id: cellId, executionCount });
            }}
          >
            {trans.__("Show Cell")}
          </button>
        )}
      </div>
      <ErrorText text={error} />
    </section>
  );
}

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
