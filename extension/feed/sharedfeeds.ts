import { Signal } from "@lumino/signaling";
import type { RunChange, RunView } from "trackside/lib/messages";

import { applyChange } from "./merge";
import type { Connection, FeedOpener, IRunFeed } from "./tokens";

/**
 * Gives all views of one kernel's run the events of one feed: a browser opens six connections to a server, and
 * JupyterLab, which saves notebooks through them, waits for ever where event streams hold them all.
 */
export class SharedFeeds {
  constructor(openFeed: FeedOpener) {
    this._openFeed = openFeed;
  }

  /** The feed ends with the last one that was opened here. */
  readonly open: FeedOpener = (kernelId) => {
    const source = this._sources.get(kernelId) ?? new Source(this._openFeed(kernelId));
    this._sources.set(kernelId, source);
    return new SharedFeed(source, () => {
      if (source.leave()) {
        this._sources.delete(kernelId);
      }
    });
  };

  private readonly _openFeed: FeedOpener;
  private readonly _sources = new Map<string, Source>();
}

/** A feed, and the view that its events have made so far: one who joins late has missed them. */
class Source {
  /** `undefined` until the first view came. */
  run: RunView | null | undefined;

  constructor(readonly feed: IRunFeed) {
    feed.viewReceived.connect((_, run) => {
      this.run = run;
    });
    feed.changeReceived.connect((_, change) => {
      this.run &&= applyChange(this.run, change);
    });
  }

  join(): void {
    this._listeners += 1;
  }

  /** Whether that was the last one. */
  leave(): boolean {
    this._listeners -= 1;
    if (this._listeners === 0) {
      this.feed.dispose();
    }
    return this._listeners === 0;
  }

  private _listeners = 0;
}

class SharedFeed implements IRunFeed {
  readonly connectionChanged = new Signal<this, Connection>(this);
  readonly viewReceived = new Signal<this, RunView | null>(this);
  readonly changeReceived = new Signal<this, RunChange>(this);

  constructor(source: Source, onDispose: () => void) {
    this._source = source;
    this._onDispose = onDispose;
    source.join();
    source.feed.connectionChanged.connect(this._onConnection);
    source.feed.viewReceived.connect(this._onView);
    source.feed.changeReceived.connect(this._onChange);
    // When whoever opened this has connected to its signals
    queueMicrotask(() => {
      if (!this._isDisposed && source.run !== undefined) {
        this.viewReceived.emit(source.run);
      }
    });
  }

  get connection(): Connection {
    return this._source.feed.connection;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  retry(): void {
    this._source.feed.retry();
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    const { feed } = this._source;
    feed.connectionChanged.disconnect(this._onConnection);
    feed.viewReceived.disconnect(this._onView);
    feed.changeReceived.disconnect(this._onChange);
    Signal.clearData(this);
    this._onDispose();
  }

  private readonly _onConnection = (_: unknown, connection: Connection): void => {
    this.connectionChanged.emit(connection);
  };
  private readonly _onView = (_: unknown, run: RunView | null): void => {
    this.viewReceived.emit(run);
  };
  private readonly _onChange = (_: unknown, change: RunChange): void => {
    this.changeReceived.emit(change);
  };
  private readonly _source: Source;
  private readonly _onDispose: () => void;
  private _isDisposed = false;
}
