import type { IDisposable } from "@lumino/disposable";
import type { ISignal } from "@lumino/signaling";
import type { RunView } from "trackside/lib/messages";

import type { Connection } from "../feed";
import type { Subject } from "../follow";

/** All that the panel shows, at one moment. */
export interface PanelState {
  readonly subject: Subject;
  /** The last known view of the subject's run; `null` before its first cell. */
  readonly run: RunView | null;
  /** The attempt before it, once it is read. */
  readonly baseline: RunView | null;
  readonly connection: Connection;
  /** Somebody has stopped live updates: what is shown stays as it was. */
  readonly paused: boolean;
  /** Where the run opens in MLflow, once it can. */
  readonly runUrl: string | null;
}

/** What the panel renders. */
export interface IRunPanelModel extends IDisposable {
  readonly state: PanelState;
  readonly stateChanged: ISignal<this, PanelState>;
  /** While false nobody looks, and nothing is fetched. */
  active: boolean;
  /** While true nothing is followed, and what is shown stays. */
  paused: boolean;
  /** Compares the run with another attempt; `null` for the one before it. */
  compareWith(runId: string | null): void;
  /** Takes tags as set at once, without waiting for the gateway to tell of them. */
  noteTags(runId: string, tags: Readonly<Record<string, string>>): void;
  /** Tries the gateway again at once. */
  retry(): void;
}
