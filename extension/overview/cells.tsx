import { memo, type JSX } from "react";
import type { CellView, RunView } from "trackside/lib/messages";

import {
  cellStatusWord,
  formatDuration,
  loggedNames,
  loggedText,
  Section,
  StatusIcon,
  usePanelServices,
  useViewContext,
  type PanelLayout,
  type StatusKind,
} from "../common";

/** A session has been long before it has so many; the run's record has them all. */
const mostShown = 200;

const icons: Readonly<Record<CellView["status"], StatusKind>> = {
  ...{ running: "running", ok: "ok", error: "error" },
  ...{ interrupted: "stopped", stopped: "stopped" },
};

interface CellsProps {
  readonly cells: RunView["cells"];
  readonly kernelId: string;
  readonly layout: PanelLayout;
}

/** Lists the cells in the order in which they were executed; a click goes to the cell. */
export const Cells = memo(function Cells({ cells, kernelId, layout }: CellsProps): JSX.Element | null {
  const { trans } = useViewContext();
  if (cells.length === 0) {
    return null;
  }
  const hidden = Math.max(0, cells.length - mostShown);
  return (
    <Section id="cells" title={trans.__("Cells")} count={cells.length} layout={layout} emptyText="">
      {hidden > 0 && (
        <p className="trackside-Section-empty">
          {trans._n("%1 earlier cell is in the run's record.", "%1 earlier cells are in the run's record.", hidden)}
        </p>
      )}
      <ol className="trackside-Cells" aria-label={trans.__("Cells in the order of their execution")}>
        {cells.slice(hidden).map((cell) => (
          <CellRow key={cell.order} cell={cell} kernelId={kernelId} />
        ))}
      </ol>
    </Section>
  );
});

const CellRow = memo(function CellRow({
  cell,
  kernelId,
}: {
  readonly cell: CellView;
  readonly kernelId: string;
}): JSX.Element {
  const { trans } = useViewContext();
  const { notebook } = usePanelServices();
  const { order, executionCount, cellId, status, durationMs, title } = cell;
  const logged = loggedText(cell, trans);
  const content = (
    <>
      <StatusIcon kind={icons[status]} label={cellStatusWord(status, trans)} />
      <span className="trackside-CellRow-count">[{executionCount}]</span>
      <code className="trackside-CellRow-title">{title}</code>
      {durationMs !== null && <span className="trackside-CellRow-duration">{formatDuration(durationMs)}</span>}
      {logged !== "" && <span className="trackside-CellRow-logged">{logged}</span>}
    </>
  );
  const tip = [title, ...loggedNames(cell, trans)].join("\n");
  return (
    <li data-cell-row={order}>
      {cellId === null ? (
        <div className="trackside-CellRow" title={tip}>
          {content}
        </div>
      ) : (
        <button
          type="button"
          className="trackside-CellRow"
          title={tip}
          onClick={() => {
            notebook.revealCell(kernelId, { id: cellId, executionCount });
          }}
        >
          {content}
        </button>
      )}
    </li>
  );
});
