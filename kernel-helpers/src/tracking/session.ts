import { findProjectRoot, type MlflowConfig } from "../config";
import type { EndRecord } from "../journal";
import type { CellPlace } from "../messages";
import { addKernelRun, identityOf, type ProcessIdentity } from "../runtime";
import { passedEnvironment, ShipperConnection } from "../shipper";
import { Attempts } from "./attempts";
import { environmentTags, gitTags, notebookPath } from "./environment-tags";
import type { OpenAttempt, RunOpening, SharedRun } from "./run-opening";
import { RunRecorder } from "./run-recorder";
import { defaultRunName } from "./run-name";
import { SecretMasking } from "./secret-masking";
import { paramHasChanged, runIsActive, runIsShared } from "./session-errors";
import { SessionSettings } from "./session-settings";
import { sortParams } from "./sort-params";
import { StartedRuns, type StartRunOptions } from "./started-runs";
import { SystemMetrics, systemMetricsSettings } from "./system-metrics";
import { checkExperiment } from "./validation";
import { waitUntilDelivered } from "./wait-until-delivered";

/**
 * One life of a kernel, or of a script: the run that opens by itself with the first thing recorded, its further
 * attempts, and the runs started by hand within it.
 */
export class Session {
  readonly projectRoot: string;
  /** Keeps secrets out of what this session records. */
  readonly secrets = new SecretMasking();
  private readonly writer: ProcessIdentity = identityOf(process.pid);
  private readonly shipper: ShipperConnection;
  private readonly gitTags: Promise<Record<string, string>>;
  private readonly settings: SessionSettings;
  readonly attempts = new Attempts();
  private readonly started = new StartedRuns();
  readonly systemMetrics: SystemMetrics;
  /** Told of each run that this process opens. */
  readonly whenOpened: ((run: RunRecorder) => void)[] = [(run) => this.systemMetrics.opened(run)];
  /** In a kernel: the cell that was started last. */
  cell: CellPlace | undefined;
  /** What {@link setExperiment} was given. */
  private experiment: string | undefined;
  /** The run that was started or ended last. */
  private latest: RunRecorder | null = null;
  /** The runs that may not be delivered yet. */
  private recorded: RunRecorder[] = [];
  private openAttemptElsewhere: OpenAttempt | undefined;

  /**
   * @param kernelId - Jupyter's id of the kernel, or `null` where there is none.
   * @param script - file of the program, outside of a kernel.
   * @param pipelineRun - what its run is called and tagged, where the process is there to run one pipeline.
   * @param isWorker - it records into the runs of another thread, see {@link join}.
   */
  constructor(
    directory: string,
    private readonly kernelId: string | null,
    private readonly script?: string,
    private readonly pipelineRun?: Pick<RunOpening, "name" | "tags">,
    isWorker = false,
  ) {
    const { root, isProject } = findProjectRoot(directory);
    this.projectRoot = root;
    this.settings = new SessionSettings(root);
    this.systemMetrics = new SystemMetrics(
      systemMetricsSettings(process.env, (message) => this.settings.warnings.push(message)),
    );
    this.gitTags = isWorker ? Promise.resolve({}) : gitTags(root);
    this.shipper = new ShipperConnection(() => ({
      type: "hello",
      role: "writer",
      writerId: this.writer.id,
      projectRoot: root,
      serverWanted: isProject && this.settings.trackingUri === "local",
      environment: passedEnvironment(process.env),
    }));
  }

  /** Whether the process is there to run one pipeline, whose run is then the session's. */
  get isPipelineRun(): boolean {
    return this.pipelineRun !== undefined;
  }

  /** The run that takes what is logged now; opened where there is none. */
  get current(): RunRecorder {
    return this.started.innermost ?? this.attempts.newest ?? this.openSessionRun();
  }

  /** The run that takes what is logged now, or `null` while nothing is open. */
  get active(): RunRecorder | null {
    return this.started.innermost ?? this.attempts.newest ?? null;
  }

  /** The active run, else the one that was ended last, or `null` before the first. */
  get lastActive(): RunRecorder | null {
    return this.active ?? this.latest;
  }

  /** In the order in which they were opened, so that children follow their parents. */
  get openRuns(): readonly RunRecorder[] {
    return this.recorded.filter(({ hasEnded, isShared }) => !hasEnded && !isShared);
  }

  get config(): MlflowConfig {
    return this.settings.config;
  }

  /**
   * Records params. One that has another value already opens a new attempt that inherits all the others, unless the run was
   * started by hand: there MLflow's rule holds.
   *
   * @returns the names that they have in the run.
   * @throws {@link TracksideError} `tracking.param-changed` in a run started by hand.
   */
  logParams(params: Readonly<Record<string, unknown>>): readonly string[] {
    const sort = () => sortParams(params, this.config.params, this.secrets, this.current);
    let sorted = sort();
    if (sorted.changed.length > 0) {
      this.openAttempt(sorted.changed);
      sorted = sort();
    }
    this.current.addParams(sorted.fresh);
    return sorted.keys;
  }

  /**
   * Records from now on into a run that another thread has open, and ends.
   *
   * @param openAttempt - has that thread open another attempt for params that have changed; undefined where it cannot.
   */
  join(shared: SharedRun, openAttempt: OpenAttempt): void {
    let run = this.recorded.find(({ runId }) => runId === shared.runId);
    if (!run) {
      run = new RunRecorder(this.projectRoot, shared.opening, { ...shared, writerId: this.writer.id });
      this.recorded.push(run);
    }
    run.noteParams(shared.params);
    this.attempts.begin(run);
    this.experiment = shared.opening.experiment;
    this.openAttemptElsewhere = openAttempt;
  }

  /**
   * Opens another attempt, which inherits the params of the one before it.
   *
   * @throws {@link TracksideError} `tracking.run-active` within a run started by hand, `tracking.shared-run` in a worker.
   */
  newAttempt(): RunRecorder {
    const { current } = this;
    if (this.started.innermost) {
      throw runIsActive(current);
    }
    if (current.isShared) {
      throw runIsShared(current);
    }
    return this.attempts.next(current, (given) => this.open(given));
  }

  /**
   * Starts a run by hand: a child of the session's run, or with `nested` of the run started before it.
   *
   * @throws {@link TracksideError} `tracking.run-active` when one is active and `nested` is not set, as in MLflow.
   */
  startRun(options: StartRunOptions): RunRecorder {
    const run = this.openByHand(options);
    this.started.add(run);
    return run;
  }

  /** Runs a function within a run that is started for it, and ends that by its outcome. */
  async withRun<T>(options: StartRunOptions, work: (run: RunRecorder) => T | Promise<T>): Promise<T> {
    const run = this.openByHand(options);
    return this.started.during(run, () => work(run), this.endOne);
  }

  /** Opens a child of the current run, which {@link within} works in and {@link endOne} ends. */
  openChild(name: string, tags: Readonly<Record<string, string>>): RunRecorder {
    return this.open({ name, parentRunId: this.current.runId, tags });
  }

  /** Runs code whose records go to a run. */
  within<T>(run: RunRecorder, work: () => T): T {
    return this.started.within(run, work);
  }

  /** Gives the runs that are opened from now on to another experiment; a session's attempts stay together. */
  setExperiment(name: string): void {
    checkExperiment(name);
    this.experiment = name;
  }

  /** Ends the innermost run started by hand, else the session's own; what is logged later opens another. */
  endRun(status: EndRecord["status"]): void {
    const innermost = this.started.takeInnermost();
    if (innermost) {
      this.endOne(innermost, status);
    } else if (this.active?.isShared) {
      throw runIsShared(this.active);
    } else {
      this.end(status);
    }
  }

  /** Resolves when the shipper knows of this session, or after so long: before a run that may never yield. */
  reachShipper(timeoutMs: number): Promise<void> {
    return this.shipper.reached(timeoutMs);
  }

  /** Resolves when all that has been recorded so far is delivered, see {@link waitUntilDelivered}. */
  async flush(timeoutSeconds: number): Promise<void> {
    const directories = this.recorded.map(({ directory }) => directory);
    await waitUntilDelivered(directories, { timeoutSeconds }, () => {
      this.shipper.send({ type: "flush", projectRoot: this.projectRoot });
    });
    this.recorded = this.recorded.filter(({ hasEnded }) => !hasEnded);
  }

  /** Ends all that is open. */
  end(status: EndRecord["status"]): void {
    for (const run of [...this.openRuns].reverse()) {
      this.endOne(run, status);
    }
    this.started.clear();
  }

  /** Lets go of the shipper, which delivers what there is; the runs that are open then count as killed. */
  close(): void {
    if (this.attempts.all.length > 0) {
      this.shipper.handOver();
    }
    this.shipper.close();
  }

  private openByHand({ runName, nested = false, tags = {} }: StartRunOptions): RunRecorder {
    if (this.started.innermost && !nested) {
      throw runIsActive(this.current);
    }
    return this.open({ name: runName ?? this.newRunName(), parentRunId: this.current.runId, tags });
  }

  /** Ends a run that {@link openChild} gave. */
  readonly endOne = (run: RunRecorder, status: EndRecord["status"]): void => {
    run.end(status);
    this.latest = run;
  };

  private openSessionRun(): RunRecorder {
    const run = this.open({
      name: this.config.runName ?? this.pipelineRun?.name ?? this.newRunName(),
      parentRunId: null,
      tags: { ...environmentTags(this.projectRoot, process.env, this.script), ...this.pipelineRun?.tags },
    });
    this.attempts.begin(run);
    this.settings.warnings.splice(0).forEach((warning) => console.error(warning));
    return run;
  }

  private openAttempt(changed: readonly (readonly [string, string])[]): void {
    const [key, value] = changed[0] ?? ["", ""];
    if (this.started.innermost) {
      throw paramHasChanged(this.current, key, value);
    }
    if (this.openAttemptElsewhere) {
      const next = this.openAttemptElsewhere(changed);
      if (!next) {
        throw paramHasChanged(this.current, key, value);
      }
      this.join(next, this.openAttemptElsewhere);
      return;
    }
    this.attempts.next(this.current, (given) => this.open(given));
  }

  private open(given: Pick<RunOpening, "name" | "parentRunId"> & Partial<RunOpening>): RunRecorder {
    const run = new RunRecorder(this.projectRoot, {
      experiment: this.experiment ?? this.config.experimentName,
      trackingUri: this.settings.trackingUri,
      attempt: 1,
      kernelId: this.kernelId,
      writer: this.writer,
      sinks: this.config.sinks,
      ...given,
      name: this.secrets.text("the run's name", given.name),
      // an attempt says by whom and with what it was made, as the session's run does
      tags: this.secrets.values("tag", given.tags ?? this.attempts.all[0]?.opening.tags ?? {}),
    });
    this.recorded.push(run);
    if (run.opening.parentRunId === null || run.opening.attempt > 1) {
      void this.gitTags.then((tags) => {
        Object.entries(run.hasEnded ? {} : tags).forEach(([key, value]) => run.tag(key, value));
      });
    }
    this.whenOpened.forEach((tell) => tell(run));
    if (this.kernelId !== null) {
      addKernelRun(this.kernelId, { projectRoot: this.projectRoot, runId: run.runId });
    }
    return run;
  }

  private readonly newRunName = () => defaultRunName(notebookPath(process.env), this.projectRoot, new Date());
}
