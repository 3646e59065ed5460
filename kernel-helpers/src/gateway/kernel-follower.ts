import { mlflowPlace } from "../delivery";
import { FolderWatch } from "../journal";
import type { AttemptView, ExecutedCells, MetricHistory, RunChange, RunView } from "../messages";
import type { MlflowConnection } from "../mlflow-client";
import { followedKernel, kernelRuns, kernelRunsDirectory } from "../runtime";
import { cellsOfAttempt } from "./attempt-cells";
import { attemptViews } from "./attempt-views";
import { answerHistory, type HistoryQuery } from "./history-query";
import { linkToRun, type ProxiedServer } from "./mlflow-links";
import { MlflowRuns } from "./mlflow-runs";
import { RunFollower, type FollowedRun } from "./run-follower";
import type { RunProjection } from "./run-projection";

/** At most 20 messages a second to a panel. */
const messageIntervalMs = 50;

/** What a kernel's follower tells each that listens. */
export interface KernelEvents {
  /** The kernel has turned to another run, or has none yet. */
  onView(run: RunView | null): void;
  onChange(change: RunChange): void;
}

/** How a tracking server is reached. */
export type ServerConnector = (server: ProxiedServer) => Promise<MlflowConnection>;

/** Follows the run that a kernel is recording: the innermost that is open, else the one that ended last. */
export class KernelFollower {
  private readonly runs = new Map<string, FollowedRun>();
  private readonly listeners = new Set<KernelEvents>();
  private readonly watch: FolderWatch;
  private shown: FollowedRun | undefined;
  /** What the panel was told of: a run that is read anew has another one. */
  private shownProjection: RunProjection | undefined;
  /** Runs of a kernel that another client records. */
  private others: MlflowRuns | undefined;
  /** Fields outside of the journals, as they were last sent. */
  private sent = "";
  private timer: NodeJS.Timeout | undefined;

  /**
   * @param onProject - told of each project that the kernel has a run in.
   * @throws {@link RangeError} when the id cannot be a kernel's.
   */
  constructor(
    private readonly kernelId: string,
    private readonly connect: ServerConnector,
    private readonly onProject: (projectRoot: string) => void = () => undefined,
  ) {
    kernelRuns(kernelId);
    this.watch = new FolderWatch(kernelRunsDirectory(), () => this.schedule());
  }

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }

  /** Tells what there is, and from then on what changes. */
  join(events: KernelEvents): void {
    this.refresh();
    this.listeners.add(events);
    events.onView(this.wholeView(this.shown));
  }

  leave(events: KernelEvents): void {
    this.listeners.delete(events);
  }

  close(): void {
    clearTimeout(this.timer);
    this.watch.close();
    this.others?.close();
    this.runs.forEach((run) => run.close());
  }

  /** One of the kernel's runs, up to date; `undefined` where it has none of that id. */
  runOf(runId: string): FollowedRun | undefined {
    this.findRuns();
    const run = this.runs.get(runId);
    run?.refresh();
    return run;
  }

  /** One of the kernel's runs, as it is now; `null` where it has none of that id. */
  viewOf(runId: string): RunView | null {
    return this.wholeView(this.runOf(runId));
  }

  /** The courses of metrics of one of the kernel's runs; `null` where it has none of that id. */
  historyOf(runId: string, query: HistoryQuery): MetricHistory | null {
    const run = this.runOf(runId);
    return run ? answerHistory(query, (key) => run.projection.columnsOf(key)) : null;
  }

  /** The kernel's runs of the same experiment as one of them, that one included, the newest first; all are up to date. */
  runsBeside({ projection: { run: asked } }: FollowedRun): FollowedRun[] {
    const all = [...this.runs.values()].reverse();
    all.forEach((run) => run.refresh());
    return all.filter(
      ({ projection: { run } }) => run?.experiment === asked?.experiment && run?.trackingUri === asked?.trackingUri,
    );
  }

  /** The cells that one of the kernel's runs comes from; `null` where it has none of that id. */
  cellsOf(runId: string): ExecutedCells | null {
    const run = this.runOf(runId);
    if (!run) {
      return null;
    }
    const related = this.sessionOf(run);
    related.forEach((each) => each.refresh());
    const attempts = related
      .map(({ projection }) => projection)
      .filter((each) => each.run && (each.run.parentRunId === null || each.run.attempt > 1))
      .sort((one, other) => (one.run?.attempt ?? 0) - (other.run?.attempt ?? 0));
    return { cells: cellsOfAttempt(attempts, run.projection) };
  }

  /** Has all there is of a run read, where that takes a request. */
  async complete(runId: string): Promise<void> {
    this.findRuns();
    const run = this.runs.get(runId);
    if (this.others && (!run || run.setTags)) {
      await this.others.complete(runId);
    }
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.refresh();
    }, messageIntervalMs);
  }

  private refresh(): void {
    this.findRuns();
    this.runs.forEach((run) => run.refresh());
    const chosen = this.choose();
    if (chosen !== this.shown || chosen?.projection !== this.shownProjection) {
      this.shown = chosen;
      this.sendView();
    } else {
      this.sendChange();
    }
  }

  private findRuns(): void {
    for (const place of kernelRuns(this.kernelId)) {
      if (!this.runs.has(place.runId)) {
        this.runs.set(place.runId, new RunFollower(place, () => this.schedule()));
        this.onProject(place.projectRoot);
      }
    }
    this.findOthers();
  }

  private findOthers(): void {
    const place = followedKernel(this.kernelId);
    if (place && JSON.stringify(place) !== JSON.stringify(this.others?.place)) {
      this.others?.close();
      this.others?.runs.forEach((_, runId) => this.runs.delete(runId));
      this.others = new MlflowRuns(this.kernelId, place, this.connect, () => this.schedule());
      this.others.start();
      this.onProject(place.projectRoot);
    }
    this.others?.runs.forEach((run, runId) => this.runs.set(runId, run));
  }

  private choose(): FollowedRun | undefined {
    const all = [...this.runs.values()].filter(({ projection }) => projection.run);
    const chosen =
      all.findLast(({ projection }) => projection.status === "RUNNING") ??
      all.findLast(({ projection }) => projection.run?.parentRunId === null);
    if (chosen) {
      this.others?.want(chosen.place.runId);
    }
    return chosen;
  }

  private sendView(): void {
    this.shownProjection = this.shown?.projection;
    const view = this.wholeView(this.shown);
    this.shown?.projection.takeChange();
    this.sent = JSON.stringify(this.shown && this.outerFields(this.shown));
    this.listeners.forEach((each) => each.onView(view));
  }

  private wholeView(run: FollowedRun | undefined): RunView | null {
    const view = run?.projection.view();
    return run && view ? { ...view, ...this.outerFields(run) } : null;
  }

  private sendChange(): void {
    if (!this.shown) {
      return;
    }
    const outer = this.outerFields(this.shown);
    const isSame = JSON.stringify(outer) === this.sent;
    this.sent = JSON.stringify(outer);
    const change = { ...this.shown.projection.takeChange(), ...(isSame ? {} : outer) };
    if (Object.keys(change).length > 0) {
      this.listeners.forEach((each) => each.onChange(change));
    }
  }

  private outerFields(shown: FollowedRun): Pick<RunView, "mlflowRunId" | "attempts" | "delivery" | "link"> {
    return {
      mlflowRunId: mlflowPlace(shown.deliveryState).mlflowRunId ?? null,
      attempts: this.attemptsBeside(shown),
      delivery: shown.delivery,
      link: linkToRun(shown),
    };
  }

  private attemptsBeside(shown: FollowedRun): AttemptView[] {
    if (shown.setTags) {
      // another client knows of no session: what the kernel has started is one
      return attemptViews(Array.from(this.others?.runs.values() ?? [], ({ projection }) => projection));
    }
    return attemptViews(this.sessionOf(shown).map(({ projection }) => projection));
  }

  /** A session's own run with those below it, of which one is given. */
  private sessionOf(shown: FollowedRun): FollowedRun[] {
    const rootOf = ({ projection: { run } }: FollowedRun) => run?.parentRunId ?? run?.runId;
    return [...this.runs.values()].filter((run) => rootOf(run) === rootOf(shown));
  }
}
