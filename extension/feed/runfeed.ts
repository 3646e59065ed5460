import { URLExt } from "@jupyterlab/coreutils";
import { ServerConnection } from "@jupyterlab/services";
import { UUID } from "@lumino/coreutils";
import { Signal, type ISignal } from "@lumino/signaling";
import type { EventSourceMessage } from "eventsource-parser";
import { gatewayPath, type RunChange, type RunView, type ViewMessage } from "trackside/lib/messages";

import { EventStreamError, readEventStream } from "./eventstream";
import type { Connection, ConnectionFailure, IRunFeed } from "./tokens";

/** Times in milliseconds. */
export interface RunFeedOptions {
  readonly settings: ServerConnection.ISettings;
  readonly kernelId: string;
  /** @default 500 */
  readonly firstRetryMs?: number;
  /** @default 30000 */
  readonly longestRetryMs?: number;
  /** Silence after which the line counts as dead; the gateway sends a comment far more often. @default 90000 */
  readonly silenceMs?: number;
  /** How often the gateway is told that the events are still read; it sends them for three minutes. @default 60000 */
  readonly renewalMs?: number;
  /** Chooses the moment in which an event is taken. @default at once */
  readonly takeEvent?: (take: () => void) => void;
}

/** Hears the gateway's events for one kernel, and connects again whenever the line is lost. */
export class RunFeed implements IRunFeed {
  constructor(options: RunFeedOptions) {
    this._settings = options.settings;
    this._firstRetryMs = options.firstRetryMs ?? 500;
    this._longestRetryMs = options.longestRetryMs ?? 30_000;
    this._silenceMs = options.silenceMs ?? 90_000;
    this._renewalMs = options.renewalMs ?? 60_000;
    this._takeEvent = options.takeEvent ?? ((take) => take());
    this._url =
      URLExt.join(options.settings.baseUrl, gatewayPath, "events") +
      URLExt.objectToQueryString({ kernel: options.kernelId, stream: UUID.uuid4() });
    this._connect();
  }

  get connection(): Connection {
    return this._connection;
  }

  get connectionChanged(): ISignal<this, Connection> {
    return this._connectionChanged;
  }

  get viewReceived(): ISignal<this, RunView | null> {
    return this._viewReceived;
  }

  get changeReceived(): ISignal<this, RunChange> {
    return this._changeReceived;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  retry(): void {
    if (!this._isDisposed && this._connection.state === "unreachable") {
      this._connect();
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._stop();
    Signal.clearData(this);
  }

  private _connect(): void {
    this._stop();
    const attempt = new AbortController();
    this._attempt = attempt;
    this._setConnection({ state: "connecting" });
    this._expectActivity();
    this._renewal = setInterval(() => {
      this._renew();
    }, this._renewalMs);
    readEventStream(this._url, {
      settings: this._settings,
      signal: attempt.signal,
      onEvent: (event) => {
        this._takeEvent(() => {
          this._receive(event, attempt);
        });
      },
      onActivity: () => {
        this._expectActivity();
      },
    }).then(
      () => {
        this._lost({ kind: "network" }, attempt);
      },
      (error: unknown) => {
        this._lost(error instanceof EventStreamError ? error.failure : { kind: "unexpected" }, attempt);
      },
    );
  }

  private _receive(event: EventSourceMessage, attempt: AbortController): void {
    if (attempt.signal.aborted) {
      return;
    }
    if (event.event === "view") {
      const { run } = JSON.parse(event.data) as ViewMessage;
      this._failures = 0;
      this._setConnection({ state: "open" });
      this._viewReceived.emit(run);
    } else if (event.event === "change") {
      this._changeReceived.emit(JSON.parse(event.data) as RunChange);
    }
  }

  /** An attempt that was given up by ourselves is not a loss. */
  private _lost(failure: ConnectionFailure, attempt: AbortController): void {
    if (attempt.signal.aborted) {
      return;
    }
    this._stop();
    const wait = this._nextWait();
    this._setConnection({ state: "unreachable", failure, retryAt: Date.now() + wait });
    this._timer = setTimeout(() => {
      this._connect();
    }, wait);
  }

  /** Doubles from one failure to the next, with jitter so that many tabs do not come back at the same instant. */
  private _nextWait(): number {
    const longest = Math.min(this._firstRetryMs * 2 ** this._failures, this._longestRetryMs);
    this._failures += 1;
    return longest * (0.75 + Math.random() / 4);
  }

  /** What comes of it is seen by the stream itself, which goes on or ends. */
  private _renew(): void {
    const init = { method: "POST", body: "{}", headers: { "content-type": "application/json" } };
    ServerConnection.makeRequest(this._url, init, this._settings).catch(() => undefined);
  }

  private _expectActivity(): void {
    clearTimeout(this._timer);
    const attempt = this._attempt;
    this._timer = setTimeout(() => {
      if (attempt) {
        this._lost({ kind: "network" }, attempt);
      }
    }, this._silenceMs);
  }

  private _stop(): void {
    clearTimeout(this._timer);
    clearInterval(this._renewal);
    this._attempt?.abort();
    this._attempt = null;
  }

  private _setConnection(connection: Connection): void {
    this._connection = connection;
    this._connectionChanged.emit(connection);
  }

  private readonly _settings: ServerConnection.ISettings;
  private readonly _url: string;
  private readonly _firstRetryMs: number;
  private readonly _longestRetryMs: number;
  private readonly _silenceMs: number;
  private readonly _renewalMs: number;
  private readonly _takeEvent: (take: () => void) => void;
  private _renewal: ReturnType<typeof setInterval> | undefined;
  private _connection: Connection = { state: "idle" };
  private _attempt: AbortController | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _failures = 0;
  private _isDisposed = false;
  private readonly _connectionChanged = new Signal<this, Connection>(this);
  private readonly _viewReceived = new Signal<this, RunView | null>(this);
  private readonly _changeReceived = new Signal<this, RunChange>(this);
}
