import type { RunStatus } from "trackside/lib/messages";

import type { IRunPanelModel } from "../model";

/** What a dot needs of a tab's title. */
export interface DottedTitle {
  className: string;
}

const dotClasses: Readonly<Record<RunStatus, string>> = {
  RUNNING: "trackside-TabDot-running",
  FINISHED: "trackside-TabDot-finished",
  FAILED: "trackside-TabDot-failed",
  KILLED: "trackside-TabDot-killed",
};

/** Marks the tab of the current notebook with a dot in the colour of its run's status. */
export class TabDots {
  /** @param titleOf - gives the title of the tab of the notebook at a path. */
  constructor(model: IRunPanelModel, titleOf: (path: string) => DottedTitle | null) {
    this._titleOf = titleOf;
    model.stateChanged.connect((_, { subject, run }) => {
      const path = subject.kind === "none" ? null : subject.path;
      if (path !== this._path) {
        this._leave();
      }
      this._path = path;
      this._status = run?.status ?? null;
      this._mark(path, this._status);
    });
  }

  /** Only the current notebook is followed: of the others it is known how their runs ended, but not whether they go on. */
  private _leave(): void {
    if (this._status === "RUNNING") {
      this._mark(this._path, null);
    }
  }

  private _mark(path: string | null, status: RunStatus | null): void {
    const title = path === null ? null : this._titleOf(path);
    if (title === null) {
      return;
    }
    const others = title.className.split(" ").filter((each) => each !== "" && !each.startsWith("trackside-TabDot"));
    const marked = [...others, ...(status === null ? [] : ["trackside-TabDot", dotClasses[status]])].join(" ");
    if (marked !== title.className) {
      title.className = marked;
    }
  }

  private readonly _titleOf: (path: string) => DottedTitle | null;
  private _path: string | null = null;
  private _status: RunStatus | null = null;
}
