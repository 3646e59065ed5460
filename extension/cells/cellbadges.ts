import type { CellView } from "trackside/lib/messages";

import { cellStatusWord, formatDuration, formatMoment, loggedNames, type TabId, type ViewContext } from "../common";
import type { IRunPanelModel } from "../model";

/** What a badge needs of a cell in a notebook. */
export interface BadgedCell {
  readonly id: string;
  /** It stays the cell's own while the cell is scrolled out of a notebook that draws only what is seen. */
  readonly node: HTMLElement;
}

export interface CellBadgesOptions {
  readonly model: IRunPanelModel;
  readonly context: ViewContext;
  /** The cells of the notebook that a kernel belongs to, as far as it is open. */
  readonly cellsOf: (kernelId: string) => readonly BadgedCell[];
  /** Shows the run's data. */
  readonly open: (tab: TabId) => void;
}

const badgeClass = "trackside-CellBadge";

/** Marks in the current notebook the cells whose last execution logged something into the run that is shown. */
export class CellBadges {
  constructor(options: CellBadgesOptions) {
    this._options = options;
    options.model.stateChanged.connect((_, { run }) => {
      if (run?.cells !== this._shown || run?.runId !== this._runId) {
        this.refresh();
      }
    });
  }

  /** Looks for what is not marked as it is by now: cells may have come, too. */
  refresh(): void {
    const { run, subject } = this._options.model.state;
    this._shown = run?.cells;
    this._runId = run?.runId;
    if (subject.kind !== "kernel") {
      return;
    }
    // Where a cell was executed more than once, the last time counts.
    const last = new Map(run?.cells.map((cell) => [cell.cellId, cell]));
    for (const { id, node } of this._options.cellsOf(subject.kernelId)) {
      const found = last.get(id);
      const cell = found !== undefined && Object.keys(found.logged).length > 0 ? found : null;
      if (cell !== (this._marked.get(node) ?? null)) {
        this._marked.set(node, cell);
        this._mark(node, cell);
      }
    }
  }

  private _mark(node: HTMLElement, cell: CellView | null): void {
    const before = node.querySelector<HTMLButtonElement>(`:scope > .${badgeClass}`);
    if (cell === null) {
      before?.remove();
      return;
    }
    const badge = before ?? node.appendChild(newBadge());
    const text = this._textOf(cell);
    if (badge.title !== text) {
      badge.title = text;
      badge.setAttribute("aria-label", text);
    }
    badge.dataset["status"] = cell.status;
    badge.onclick = () => {
      this._options.open(tabOf(cell));
    };
  }

  private _textOf(cell: CellView): string {
    const { trans, locale } = this._options.context;
    const { order, status, startTime, durationMs } = cell;
    const took = durationMs === null ? "" : ` · ${formatDuration(durationMs)}`;
    return [
      trans.__("Logged by this cell, executed as number %1 in this run", order),
      ...loggedNames(cell, trans),
      `${formatMoment(startTime, locale)} · ${cellStatusWord(status, trans)}${took}`,
    ].join("\n");
  }

  private readonly _options: CellBadgesOptions;
  /** What the badge of a cell tells of, or that it has none. */
  private readonly _marked = new WeakMap<HTMLElement, CellView | null>();
  private _shown: readonly CellView[] | undefined;
  private _runId: string | undefined;
}

function newBadge(): HTMLButtonElement {
  const badge = document.createElement("button");
  badge.type = "button";
  badge.className = badgeClass;
  // Enter and space are the button's while it has the focus, not the notebook's.
  badge.dataset["lmSuppressShortcuts"] = "true";
  return badge;
}

/** Where what a cell logged is seen best. */
function tabOf({ logged }: CellView): TabId {
  return logged.metrics ? "metrics" : logged.nodes ? "pipeline" : logged.artifacts ? "artifacts" : "overview";
}
