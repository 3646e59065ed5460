import { runIcon, searchIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { usePanelServices, useViewContext } from "../common";

interface NodeActionsProps {
  readonly node: RunNodeView;
  readonly kernelId: string;
}

/** Runs a node, or what is before or behind it, by a cell of the notebook; and goes to the cell that ran it. */
export function NodeActions({ node, kernelId }: NodeActionsProps): JSX.Element {
  const { trans } = useViewContext();
  const { notebook } = usePanelServices();
  const { pipeline, cell, name } = node;
  const run = (selection: "nodes" | "to" | "from") => () => {
    if (pipeline !== undefined) {
      notebook.runCode(kernelId, runCall(pipeline, selection, name));
    }
  };
  const why =
    pipeline === undefined
      ? trans.__(
          "A cell made this node: run that cell again. Only nodes of the project’s pipelines have a name to run by.",
        )
      : undefined;
  return (
    <div className="trackside-NodeActions" role="group" aria-label={trans.__("Run %1", name)}>
      <ActionButton
        label={trans.__("Run")}
        title={trans.__("Run this node in a new cell")}
        why={why}
        onClick={run("nodes")}
      >
        <runIcon.react tag="span" width="14px" height="14px" />
      </ActionButton>
      <ActionButton
        label={trans.__("To here")}
        title={trans.__("Run all that this node needs, and the node")}
        why={why}
        onClick={run("to")}
      />
      <ActionButton
        label={trans.__("From here")}
        title={trans.__("Run this node and all that depends on it")}
        why={why}
        onClick={run("from")}
      />
      {cell !== undefined && cell.id !== null && (
        <ActionButton
          label={trans.__("Cell [%1]", cell.executionCount)}
          title={trans.__("Go to the cell that ran this node")}
          why={undefined}
          onClick={() => {
            notebook.revealCell(kernelId, cell);
          }}
        >
          <searchIcon.react tag="span" width="14px" height="14px" />
        </ActionButton>
      )}
    </div>
  );
}

/** The call as a person would write it: it stays in the notebook. */
export function runCall(pipeline: string, selection: "nodes" | "to" | "from", node: string): string {
  return `await run(${JSON.stringify(pipeline)}, { ${selection}: ${JSON.stringify(node)} });`;
}

interface ActionButtonProps {
  readonly label: string;
  readonly title: string;
  /** Why it cannot be used; undefined when it can. */
  readonly why: string | undefined;
  readonly onClick: () => void;
  readonly children?: JSX.Element;
}

/** One that cannot be used still says why, to the pointer and to assistive technology. */
function ActionButton({ label, title, why, onClick, children }: ActionButtonProps): JSX.Element {
  return (
    <button
      type="button"
      className="trackside-Button"
      title={why ?? title}
      aria-disabled={why !== undefined}
      onClick={why === undefined ? onClick : undefined}
    >
      {children}
      {label}
    </button>
  );
}
