import { JSONExt } from "@lumino/coreutils";
import type { IDisposable } from "@lumino/disposable";
import { Signal, type ISignal } from "@lumino/signaling";

import { trackedKernelName, type Subject } from "./subject";

/** What the follower needs of a session context. */
export interface SessionSource {
  readonly session: {
    readonly path: string;
    readonly kernel: { readonly id: string; readonly name: string } | null;
  } | null;
  readonly path: string;
  readonly isReady: boolean;
  readonly kernelDisplayName: string;
  readonly sessionChanged: ISignal<unknown, unknown>;
  readonly kernelChanged: ISignal<unknown, unknown>;
  readonly statusChanged: ISignal<unknown, unknown>;
  readonly propertyChanged: ISignal<unknown, unknown>;
}

/** What the follower needs of a notebook tracker. */
export interface NotebookSource {
  readonly currentWidget: { readonly sessionContext: SessionSource } | null;
  readonly currentChanged: ISignal<unknown, unknown>;
}

/** Kernels beside Trackside's own whose runs can be followed. */
export interface FollowedKernels {
  canFollow(kernelName: string): boolean;
  isFollowed(kernelId: string): boolean;
  /** Emits when another kernel is followed. */
  readonly changed: ISignal<unknown, unknown>;
}

/** Follows the current notebook and its kernel through starts, restarts, changes and ends. */
export class NotebookFollower implements IDisposable {
  constructor(notebooks: NotebookSource, others: FollowedKernels | null = null) {
    this._notebooks = notebooks;
    this._others = others;
    others?.changed.connect(this._refresh);
    notebooks.currentChanged.connect(this._onCurrentChanged);
    this._onCurrentChanged();
  }

  get subject(): Subject {
    return this._subject;
  }

  get subjectChanged(): ISignal<this, Subject> {
    return this._subjectChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._unfollow();
    this._others?.changed.disconnect(this._refresh);
    this._notebooks.currentChanged.disconnect(this._onCurrentChanged);
    Signal.clearData(this);
  }

  private readonly _onCurrentChanged = (): void => {
    this._unfollow();
    const session = this._notebooks.currentWidget?.sessionContext ?? null;
    this._session = session;
    for (const signal of followedSignals(session)) {
      signal.connect(this._refresh);
    }
    this._refresh();
  };

  private _unfollow(): void {
    for (const signal of followedSignals(this._session)) {
      signal.disconnect(this._refresh);
    }
    this._session = null;
  }

  private readonly _refresh = (): void => {
    const subject = this._currentSubject();
    if (!JSONExt.deepEqual(subject, this._subject)) {
      this._subject = subject;
      this._subjectChanged.emit(subject);
    }
  };

  private _currentSubject(): Subject {
    const session = this._session;
    if (session === null) {
      return { kind: "none" };
    }
    const path = session.session?.path ?? session.path;
    const kernel = session.session?.kernel ?? null;
    if (kernel === null) {
      const last = this._lastKernels.get(session);
      return last === undefined
        ? { kind: "kernelless", path, starting: !session.isReady }
        : { kind: "kernel", path, ...last, alive: false };
    }
    const isForeign = kernel.name !== trackedKernelName;
    if (isForeign && this._others?.isFollowed(kernel.id) !== true) {
      this._lastKernels.delete(session);
      const followable = this._others?.canFollow(kernel.name) === true ? { followable: true as const } : {};
      return { kind: "untracked", path, kernelDisplayName: session.kernelDisplayName, ...followable };
    }
    const shown = { kernelId: kernel.id, ...(isForeign ? { foreign: true as const } : {}) };
    this._lastKernels.set(session, shown);
    return { kind: "kernel", path, ...shown, alive: true };
  }

  private readonly _notebooks: NotebookSource;
  private readonly _others: FollowedKernels | null;
  /** A kernel that has gone leaves no trace in its session; its run is still worth showing. */
  private readonly _lastKernels = new WeakMap<SessionSource, { readonly kernelId: string; readonly foreign?: true }>();
  private _session: SessionSource | null = null;
  private _subject: Subject = { kind: "none" };
  private _isDisposed = false;
  private readonly _subjectChanged = new Signal<this, Subject>(this);
}

function followedSignals(session: SessionSource | null): ISignal<unknown, unknown>[] {
  return session === null
    ? []
    : [session.sessionChanged, session.kernelChanged, session.statusChanged, session.propertyChanged];
}
