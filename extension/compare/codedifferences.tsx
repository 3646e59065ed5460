import type { JSX } from "react";
import type { ExecutedCells, ListedRun, RunView } from "trackside/lib/messages";

import { Section, usePanelServices, useReading, useViewContext, type TabProps } from "../common";
import { codeChanges, type CodeChange } from "./codechanges";

interface CodeDifferencesProps extends Pick<TabProps, "run" | "kernelId" | "layout"> {
  readonly baseline: ListedRun;
}

/** The cells whose code is another one than in the baseline; of runs of this kernel, whose cells the gateway knows. */
export function CodeDifferences({ baseline, run, kernelId, layout }: CodeDifferencesProps): JSX.Element | null {
  const { trans } = useViewContext();
  const { runId } = baseline;
  if (runId === null || runId === run.runId) {
    return null;
  }
  return (
    <Section
      id="compare:code"
      title={trans.__("Code")}
      count={null}
      layout={layout}
      openAtFirst={false}
      emptyText={trans.__("No cell differs.")}
    >
      <Changes key={runId} {...{ run, kernelId }} baselineId={runId} />
    </Section>
  );
}

interface ChangesProps {
  readonly baselineId: string;
  readonly run: RunView;
  readonly kernelId: string;
}

function Changes({ baselineId, run, kernelId }: ChangesProps): JSX.Element {
  const { trans } = useViewContext();
  const { gateway } = usePanelServices();
  const reading = useReading(
    // again when a further cell was executed
    JSON.stringify([kernelId, baselineId, run.runId, run.cells.length]),
    async (signal) => {
      const query = (id: string) => gateway.get<ExecutedCells>("cells", { kernel: kernelId, run: id }, signal);
      const [before, shown] = await Promise.all([query(baselineId), query(run.runId)]);
      return codeChanges(before.cells, shown.cells);
    },
    true,
  );
  if (reading === null) {
    return <p className="trackside-Section-empty">{trans.__("Reading the cells …")}</p>;
  }
  if ("failure" in reading) {
    return <p className="trackside-Section-empty">{reading.failure}</p>;
  }
  const changes = reading.content;
  return changes.length === 0 ? (
    <p className="trackside-Section-empty">{trans.__("No cell differs.")}</p>
  ) : (
    <ul className="trackside-Code" aria-label={trans.__("Cells that differ")}>
      {changes.map((change) => (
        <ChangedCell key={change.key} change={change} kernelId={kernelId} />
      ))}
    </ul>
  );
}

function ChangedCell({ change, kernelId }: { readonly change: CodeChange; readonly kernelId: string }): JSX.Element {
  const { trans } = useViewContext();
  const { notebook } = usePanelServices();
  const { cell, kind, lines } = change;
  const words = { changed: trans.__("changed"), new: trans.__("new"), "left out": trans.__("not executed") };
  return (
    <li data-change={kind}>
      <button
        type="button"
        className="trackside-Code-cell"
        title={trans.__("Show the cell in the notebook")}
        disabled={cell.cellId === null}
        onClick={() => {
          notebook.revealCell(kernelId, { id: cell.cellId, executionCount: cell.executionCount });
        }}
      >
        {`[${cell.executionCount}] ${words[kind]}`}
      </button>
      <pre tabIndex={0} aria-label={trans.__("Code of cell %1", cell.executionCount)}>
        {lines.map((line, index) => (
          <span key={index} data-line={lineKind(line)}>{`${line}\n`}</span>
        ))}
      </pre>
    </li>
  );
}

function lineKind(line: string): string {
  return line === "" ? "gap" : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
}
