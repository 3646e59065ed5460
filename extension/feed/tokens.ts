import type { IDisposable } from "@lumino/disposable";
import type { ISignal } from "@lumino/signaling";
import type { RunChange, RunView } from "trackside/lib/messages";

/** Why the gateway could not be heard; the views put it into words. */
export type ConnectionFailure =
  /** No answer at all: Jupyter Server has stopped, or the network is away. */
  | { readonly kind: "network" }
  /** Jupyter answered, but not with events. */
  | { readonly kind: "status"; readonly status: number }
  /** Something answered that is not the gateway, such as a login page. */
  | { readonly kind: "unexpected" };

/** How the line to the gateway stands. */
export type Connection =
  | { readonly state: "idle" }
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  | {
      readonly state: "unreachable";
      readonly failure: ConnectionFailure;
      /** Milliseconds since the epoch at which the next attempt starts. */
      readonly retryAt: number;
    };

/** The live events of one kernel's run. */
export interface IRunFeed extends IDisposable {
  readonly connection: Connection;
  readonly connectionChanged: ISignal<this, Connection>;
  /** The whole view, `null` while the kernel has no run. */
  readonly viewReceived: ISignal<this, RunView | null>;
  readonly changeReceived: ISignal<this, RunChange>;
  /** Connects now instead of at the next attempt. */
  retry(): void;
}

/** Opens the feed of a kernel; it connects at once and again after every loss until it is disposed. */
export type FeedOpener = (kernelId: string) => IRunFeed;
