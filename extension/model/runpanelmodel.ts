import { Signal, type ISignal } from "@lumino/signaling";
import { runNameTag, type AttemptView, type RunChange, type RunView } from "trackside/lib/messages";

import { applyChange, keepIdentities, type FeedOpener, type IRunFeed } from "../feed";
import type { Subject } from "../follow";
import type { IRunPanelModel, PanelState } from "./tokens";

/** Kernels whose last view is kept, so that going back to a notebook shows its run at once. */
const rememberedViews = 16;

export interface RunPanelModelOptions {
  readonly follower: { readonly subject: Subject; readonly subjectChanged: ISignal<unknown, Subject> };
  readonly openFeed: FeedOpener;
  /** Turns a run's link into a URL, or `null` for one that may not be followed. */
  readonly resolveLink: (link: string) => string | null;
  /** Reads a run that the kernel recorded before. */
  readonly loadRun: (kernelId: string, runId: string) => Promise<RunView | null>;
}

/** Holds the state of the panel: which run it is about, and what is known of it. */
export class RunPanelModel implements IRunPanelModel {
  constructor(options: RunPanelModelOptions) {
    this._follower = options.follower;
    this._openFeed = options.openFeed;
    this._resolveLink = options.resolveLink;
    this._loadRun = options.loadRun;
    this._state = {
      ...{ subject: this._follower.subject, run: null, baseline: null },
      ...{ connection: { state: "idle" }, paused: false, runUrl: null },
    };
    this._follower.subjectChanged.connect(this._onSubjectChanged);
  }

  get state(): PanelState {
    return this._state;
  }

  get stateChanged(): ISignal<this, PanelState> {
    return this._stateChanged;
  }

  get active(): boolean {
    return this._active;
  }

  set active(active: boolean) {
    if (active !== this._active && !this._isDisposed) {
      this._active = active;
      this._refreshFeed();
    }
  }

  get paused(): boolean {
    return this._state.paused;
  }

  set paused(paused: boolean) {
    if (paused !== this._state.paused && !this._isDisposed) {
      this._update({ paused });
      this._refreshFeed();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  retry(): void {
    this._feed?.retry();
  }

  compareWith(runId: string | null): void {
    this._compared = runId;
    this._update({});
  }

  noteTags(runId: string, tags: Readonly<Record<string, string>>): void {
    if (this._state.run?.runId === runId) {
      const name = tags[runNameTag];
      this._show(kernelOf(this._state.subject), applyChange(this._state.run, { tags, ...(name ? { name } : {}) }));
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._follower.subjectChanged.disconnect(this._onSubjectChanged);
    this._feed?.dispose();
    this._feed = null;
    Signal.clearData(this);
  }

  private readonly _onSubjectChanged = (_: unknown, subject: Subject): void => {
    const sameKernel = kernelOf(subject) === kernelOf(this._state.subject);
    this._update({
      ...{ subject, run: this._views.get(kernelOf(subject)) ?? null },
      // A pause is for the run that was looked at.
      paused: sameKernel && this._state.paused,
    });
    if (!sameKernel) {
      this._refreshFeed();
    }
  };

  /** One feed at most is open: a browser has few connections to a server, and the others are not looked at. */
  private _refreshFeed(): void {
    this._feed?.dispose();
    const kernelId = kernelOf(this._state.subject);
    if (kernelId === null || !this._active || this._state.paused) {
      this._feed = null;
      this._update({ connection: { state: "idle" } });
      return;
    }
    const feed = this._openFeed(kernelId);
    this._feed = feed;
    feed.viewReceived.connect((_, run) => {
      this._onView(kernelId, run);
    });
    feed.changeReceived.connect((_, change) => {
      this._onChange(kernelId, change);
    });
    feed.connectionChanged.connect((_, connection) => {
      this._update({ connection });
    });
    this._update({ connection: feed.connection });
  }

  private _onView(kernelId: string, run: RunView | null): void {
    this._show(kernelId, run === null ? null : keepIdentities(this._state.run, run));
  }

  private _onChange(kernelId: string, change: RunChange): void {
    if (this._state.run !== null) {
      this._show(kernelId, applyChange(this._state.run, change));
    }
  }

  private _show(kernelId: string | null, run: RunView | null): void {
    this._views.delete(kernelId);
    if (run !== null) {
      this._views.set(kernelId, run);
    }
    const [oldest] = this._views.keys();
    if (this._views.size > rememberedViews && oldest !== undefined) {
      this._views.delete(oldest);
    }
    this._update({ run });
  }

  private _update(part: Partial<PanelState>): void {
    const next = { ...this._state, ...part };
    const link = next.run?.link ?? null;
    const wanted = baselineOf(next.run, this._compared);
    const baseline = this._baseline?.runId === wanted ? this._baseline : null;
    this._state = { ...next, baseline, runUrl: link === null ? null : this._resolveLink(link) };
    this._stateChanged.emit(this._state);
    if (wanted !== null && baseline === null) {
      this._loadBaseline(wanted);
    }
  }

  /** An attempt is compared with one that came before it, of which little changes any more. */
  private _loadBaseline(runId: string): void {
    const kernelId = kernelOf(this._state.subject);
    if (kernelId === null || this._loading === runId) {
      return;
    }
    this._loading = runId;
    this._loadRun(kernelId, runId)
      .then((run) => {
        if (run !== null && !this._isDisposed) {
          this._baseline = run;
          this._update({});
        }
      })
      .catch((error: unknown) => {
        // The next view of the run asks again; till then there is nothing to compare with.
        console.warn("Trackside could not read the attempt before this one.", error);
      })
      .finally(() => {
        this._loading = null;
      });
  }

  private readonly _follower: RunPanelModelOptions["follower"];
  private readonly _openFeed: FeedOpener;
  private readonly _resolveLink: (link: string) => string | null;
  private readonly _loadRun: RunPanelModelOptions["loadRun"];
  private readonly _views = new Map<string | null, RunView>();
  private readonly _stateChanged = new Signal<this, PanelState>(this);
  private _state: PanelState;
  private _feed: IRunFeed | null = null;
  private _baseline: RunView | null = null;
  /** The attempt that somebody has chosen to compare with. */
  private _compared: string | null = null;
  /** Id of the run that is being read. */
  private _loading: string | null = null;
  private _active = false;
  private _isDisposed = false;
}

/** The attempt that was chosen, where it is another one of the run's session, else the one before this. */
function baselineOf(run: RunView | null, chosen: string | null): string | null {
  if (run?.runId !== chosen && run?.attempts.some(({ runId }) => runId === chosen)) {
    return chosen;
  }
  const before = run?.attempts.filter(({ attempt }) => attempt < run.attempt) ?? [];
  return (
    before.reduce<AttemptView | null>(
      (newest, each) => (newest === null || each.attempt > newest.attempt ? each : newest),
      null,
    )?.runId ?? null
  );
}

function kernelOf(subject: Subject): string | null {
  return subject.kind === "kernel" ? subject.kernelId : null;
}
