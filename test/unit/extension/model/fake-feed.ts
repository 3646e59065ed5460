import { Signal } from "@lumino/signaling";
import type { RunChange, RunView } from "trackside/lib/messages";

import type { Connection, IRunFeed } from "../../../../extension/feed";

/** A feed whose events a test sends by hand. */
export class FakeFeed implements IRunFeed {
  constructor(readonly kernelId: string) {}

  view(run: RunView | null): void {
    this.connect({ state: "open" });
    this.viewReceived.emit(run);
  }

  change(change: RunChange): void {
    this.changeReceived.emit(change);
  }

  connect(connection: Connection): void {
    this.connection = connection;
    this.connectionChanged.emit(connection);
  }

  retry(): void {
    this.retries += 1;
  }

  dispose(): void {
    this.isDisposed = true;
    Signal.clearData(this);
  }

  connection: Connection = { state: "connecting" };
  isDisposed = false;
  retries = 0;
  readonly connectionChanged = new Signal<this, Connection>(this);
  readonly viewReceived = new Signal<this, RunView | null>(this);
  readonly changeReceived = new Signal<this, RunChange>(this);
}
