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
  const { notebook } = usePanelServices();
  const node = nodes.find((each) => each.status === "error");
  if (node !== undefined) {
    return (
      <Card
        what={node.name}
        title={trans.__("%1 failed", node.name)}
        error={node.error}
        action={trans.__("Show in Pipeline")}
        onAction={() => {
          void layout.update({ tab: "pipeline" });
          requestAnimationFrame(() => {
            revealNode(node.name);
          });
        }}
      />
    );
  }
  // The session goes on after a cell that failed: what is told is of the one that was executed last.
  const cell = cells.at(-1);
  if (cell?.error !== undefined && status !== "KILLED") {
    const { cellId: id, executionCount, error } = cell;
    return (
      <Card
        what="cell"
        title={trans.__("Cell [%1] failed", executionCount)}
        error={error}
        action={trans.__("Show Cell")}
        onAction={
          id === null
            ? undefined
            : () => {
                notebook.revealCell(kernelId, { id, executionCount });
              }
        }
      />
    );
  }
  return status === "KILLED" ? (
    <Card
      what={status}
      kind="stopped"
      title={trans.__("The run was killed")}
      why={trans.__("The kernel was stopped within a cell, or its process ended without a word.")}
    />
  ) : status === "FAILED" ? (
    <Card
      what={status}
      title={trans.__("The run failed")}
      why={trans.__("No node failed: the last cell did. Its output in the notebook says why.")}
    />
  ) : null;
});

interface CardProps {
  /** What failed, for style sheets and tests. */
  readonly what: string;
  readonly kind?: "error" | "stopped";
  readonly title: string;
  readonly error?: string | undefined;
  /** Where there is no error to quote. */
  readonly why?: string;
  /** What a button says that leads there. */
  readonly action?: string;
  readonly onAction?: (() => void) | undefined;
}

function Card({ what, kind = "error", title, error, why, action, onAction }: CardProps): JSX.Element {
  const { trans } = useViewContext();
  return (
    <section className="trackside-Failure" data-failure={what} aria-label={trans.__("What failed")}>
      <div className="trackside-Failure-title">
        <StatusIcon kind={kind} />
        <span className="trackside-Failure-name" title={title}>
          {title}
        </span>
        {onAction !== undefined && (
          <button type="button" className="trackside-Button" data-action="show-failed" onClick={onAction}>
            {action}
          </button>
        )}
      </div>
      {error !== undefined && <ErrorText text={error} />}
      {why !== undefined && <p className="trackside-Failure-why">{why}</p>}
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
