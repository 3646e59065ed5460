import type { Menu } from "@lumino/widgets";
import type { RunEdit } from "trackside/lib/messages";

import {
  afterCommand,
  EditRequests,
  type EditKind,
  type IGatewayRequests,
  type PanelLayout,
  type RunActions,
} from "../common";
import type { IRunPanelModel } from "../model";

export interface RunControlOptions {
  readonly model: IRunPanelModel;
  readonly gateway: IGatewayRequests;
  readonly layout: PanelLayout;
  /** Brings the panel to the front. */
  readonly showPanel: () => void;
  /** What can be done with the run. */
  readonly menu: Menu;
  /** Has the runs of the current notebook's kernel followed. */
  readonly followKernel: () => Promise<void>;
}

/** Sections of the overview in which something is edited. */
const sections: Readonly<Partial<Record<EditKind, string>>> = { note: "note", tag: "tags" };

/** Does what is asked of the run that the panel shows. */
export class RunControl implements RunActions {
  readonly edits = new EditRequests();
  readonly followKernel: () => Promise<void>;
  readonly showPanel: () => void;

  constructor(options: RunControlOptions) {
    this._options = options;
    this.showPanel = options.showPanel;
    this.followKernel = options.followKernel;
  }

  readonly setTags = async (tags: Readonly<Record<string, string>>): Promise<void> => {
    const { model, gateway } = this._options;
    const { run, subject } = model.state;
    if (run === null || subject.kind !== "kernel") {
      throw new Error("There is no run to edit.");
    }
    const query = { kernel: subject.kernelId, run: run.runId };
    const recorded = await gateway.post<RunEdit>("edit", query, { tags });
    model.noteTags(run.runId, recorded.tags);
  };

  readonly openMenu = (x: number, y: number): void => {
    this._options.menu.open(x, y);
  };

  readonly compareWith = (runId: string | null): void => {
    this._options.model.compareWith(runId);
  };

  readonly resume = (): void => {
    this._options.model.paused = false;
  };

  /** Shows where something is edited, and begins to. */
  startEdit(kind: EditKind): void {
    const { layout } = this._options;
    const section = sections[kind];
    this.showPanel();
    if (section !== undefined) {
      void layout.update({ tab: "overview", open: { ...layout.arrangement.open, [section]: true } });
    }
    afterCommand(() => {
      this.edits.ask(kind);
    });
  }

  private readonly _options: RunControlOptions;
}
