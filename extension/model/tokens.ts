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
  /** Where the run opens in MLflow, once it can. */
  readonly runUrl: string | null;
}

/** What the panel renders. */
export interface IRunPanelModel extends IDisposable {
  readonly state: PanelState;
  readonly stateChanged: ISignal<this, PanelState>;
  /** While false nobody looks, and nothing is fetched. */
  active: boolean;
  /** Tries the gateway again at once. */
  retry(): void;
}
