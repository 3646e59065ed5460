import { randomBytes } from "node:crypto";
import { accessSync, copyFileSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TracksideError } from "../errors";
import {
  journalVersion,
  JournalWriter,
  runDirectory,
  spoolDirectory,
  stateDirectory,
  type CellRecord,
  type EndRecord,
  type InputRecord,
  type MetricRecord,
  type NodeRecord,
  type PlanEndRecord,
  type PlanRecord,
  type RunRecord,
} from "../journal";
import type { MetricValue, RunStatus } from "../messages";
import { inheritedRecords, metricRecords, paramRecords } from "./joined-records";
import type { MetricOptions } from "./metric-options";
import type { RunOpening, SharedRun } from "./run-opening";
import { artifactPath, checkKey, checkPlace, metricValue, tagValue } from "./validation";

/** Records one run into its journal. Every method checks, appends, and returns; nothing here knows of a network. */
export class RunRecorder {
  readonly runId: string;
  readonly params: Map<string, string>;
  /** Params of the attempt before it with which nothing has been made yet: another value may still take their place. */
  private readonly inherited: Map<string, string>;
  private readonly tags = new Map<string, string>();
  /** Whether another thread opened it, and will end it. */
  readonly isShared: boolean;
  /** Folder of its journals. */
  readonly directory: string;
  private readonly journal: JournalWriter;
  /** Names that have been checked. */
  private readonly metricKeys = new Set<string>();
  private readonly nodeExecutions = new Map<string, number>();
  /** Before the names of spooled files: two writers count each for itself. */
  private readonly spoolPrefix: string;
  private spooled = 0;
  private endStatus: EndRecord["status"] | undefined;
  /** How many nodes in other threads record into it. */
  private lent = 0;
  /** What is still recorded before the end. */
  private readonly lastThings: (() => void)[] = [];
  /** How it ends when they are done. */
  private dueStatus: EndRecord["status"] | undefined;

  /**
   * @param shared - the run, where it is open elsewhere, and `writerId` who writes into it here.
   */
  constructor(
    projectRoot: string,
    readonly opening: RunOpening,
    shared?: SharedRun & { readonly writerId: string },
  ) {
    hideStateFromGit(projectRoot);
    this.isShared = shared !== undefined;
    this.runId = shared?.runId ?? randomBytes(16).toString("hex");
    this.params = new Map(shared?.params);
    this.inherited = new Map(opening.inherited);
    // Its journal is listed behind the run's own, in whose first line readers find what the run is.
    const writerId = shared ? `worker-${shared.writerId}` : opening.writer.id;
    this.spoolPrefix = shared ? `${writerId}-` : "";
    this.directory = runDirectory(projectRoot, this.runId);
    const first: RunRecord = { ...opening, type: "run", version: journalVersion, runId: this.runId, time: Date.now() };
    this.journal = new JournalWriter(this.directory, writerId, {
      ...(shared ? {} : { opening: first }),
      onLoss: (reason) => {
        console.error(
          `Trackside: what is logged cannot be written down below ${projectRoot} (${reason}). ` +
            "The code goes on; what is lost meanwhile is counted, and recording goes on when the disk takes it again.",
        );
      },
    });
  }

  get hasEnded(): boolean {
    return this.endStatus !== undefined;
  }

  /** What an attempt behind it begins with. */
  get paramsForNext(): ReadonlyMap<string, string> {
    return new Map([...this.inherited, ...this.params]);
  }

  get status(): RunStatus {
    return this.endStatus ?? "RUNNING";
  }

  /** Why what is logged is being lost at present (a full disk), or `null`. */
  get fault(): string | null {
    return this.journal.fault;
  }

  /** Runs code that records several things at once; they are with the operating system when this returns. */
  together(code: () => void): void {
    this.journal.together(code);
  }

  /** The same, but not before what is recorded next, or before this turn of the event loop ends. */
  soon(code: () => void): void {
    this.journal.soon(code);
  }

  /** Records params that the run does not have yet. */
  addParams(entries: Iterable<readonly [key: string, value: string]>): void {
    const time = Date.now();
    const checked = Array.from(entries);
    checked.forEach(([key]) => checkKey("param", key));
    this.noteParams(checked);
    this.journal.appendAll(paramRecords(checked, time));
  }

  /** Notes params that another thread recorded of this run. */
  noteParams(entries: Iterable<readonly [key: string, value: string]>): void {
    for (const [key, value] of entries) {
      this.params.set(key, value);
      this.inherited.delete(key);
    }
  }

  metric(key: string, value: unknown, options?: MetricOptions): void {
    const record = this.metricRecord(key, value, options);
    this.keepInherited();
    this.journal.append(record);
  }

  /** Records points of several metrics at one step and time; all or, where one is wrong, none. */
  metrics(
    points: readonly (readonly [key: string, value: unknown])[],
    { step = 0, timestamp = Date.now() }: MetricOptions = {},
  ): void {
    const [first] = points;
    if (!first) {
      return;
    }
    const entries = points.map(([key, value]) => [key, this.checkedValue(key, value)] as const);
    checkPlace(first[0], step, timestamp);
    this.keepInherited();
    this.journal.appendAll(metricRecords(entries, step, timestamp));
  }

  /** Records points of metrics, each at a step and time of its own; all or, where one is wrong, none. */
  points(points: Iterable<readonly [key: string, value: unknown, options?: MetricOptions]>): void {
    const records = Array.from(points, (point) => this.metricRecord(...point));
    this.keepInherited();
    this.journal.appendAll(records);
  }

  tag(key: string, value: unknown): void {
    checkKey("tag", key);
    this.journal.append({ type: "tag", key, value: tagValue(value), time: Date.now() });
  }

  /** Sets a tag unless it has that value already. */
  tagOnce(key: string, value: string): void {
    if ((this.tags.get(key) ?? this.opening.tags[key]) !== value) {
      this.tags.set(key, value);
      this.tag(key, value);
    }
  }

  /** Takes a text or bytes as an artifact. */
  content(content: string | Uint8Array, path: string): void {
    this.spool(artifactPath(path), (file) => writeFileSync(file, content));
  }

  /** Takes a file as it is at this moment; where the file system can, without copying its bytes. */
  file(source: string, path: string): void {
    const checked = artifactPath(path);
    try {
      accessSync(source, constants.R_OK);
    } catch (cause) {
      throw new TracksideError(`artifact "${checked}" could not be taken: ${(cause as Error).message}`, {
        code: "tracking.artifact-unreadable",
        hint: "Check that the file exists and can be read.",
        cause,
      });
    }
    this.spool(checked, (file) => copyFileSync(source, file, constants.COPYFILE_FICLONE));
  }

  /** Records a dataset that goes into the run. */
  input(dataset: Omit<InputRecord, "type" | "time">): void {
    this.journal.append({ ...dataset, type: "input", time: Date.now() });
  }

  event(record: NodeRecord | CellRecord | PlanRecord | PlanEndRecord): void {
    this.journal.append(record);
  }

  /** Counts a node's executions in this run from 0: the steps of what each of them measures. */
  nextExecutionOf(nodeName: string): number {
    const execution = this.nodeExecutions.get(nodeName) ?? 0;
    this.nodeExecutions.set(nodeName, execution + 1);
    return execution;
  }

  /** Lets another thread record into the run until {@link takeBack}. */
  lend(): SharedRun {
    this.lent += 1;
    // what it inherited is this thread's to record
    const { inherited: _inherited, ...opening } = this.opening;
    return { runId: this.runId, opening, params: [...this.params] };
  }

  /** Notes what another thread's part in the run made of its params; undefined where that is not known. */
  takeBack(params: SharedRun["params"] = []): void {
    this.lent -= 1;
    this.noteParams(params);
    if (this.lent === 0 && this.dueStatus !== undefined) {
      this.end(this.dueStatus);
    }
  }

  /** Has code record what is only known when the run ends. */
  whenEnding(record: () => void): void {
    this.lastThings.push(record);
  }

  /** Ends the run as soon as no other thread records into it. */
  endWhenReturned(status: EndRecord["status"]): void {
    if (this.lent === 0) {
      this.end(status);
    } else {
      this.dueStatus = status;
    }
  }

  /** Ends the run, once: a second end changes nothing. */
  end(status: EndRecord["status"]): void {
    if (!this.hasEnded) {
      this.lastThings.splice(0).forEach((record) => record());
      this.keepInherited();
      this.endStatus = status;
      this.journal.append({ type: "end", status, time: Date.now() });
      this.journal.close();
    }
  }

  /** Records what it has inherited: now something is made with it. */
  private keepInherited(): void {
    if (this.inherited.size > 0) {
      const entries = [...this.inherited];
      this.noteParams(entries);
      this.journal.appendAll(inheritedRecords(entries, Date.now()));
    }
  }

  private metricRecord(
    key: string,
    value: unknown,
    { step = 0, timestamp = Date.now() }: MetricOptions = {},
  ): MetricRecord {
    const checked = this.checkedValue(key, value);
    checkPlace(key, step, timestamp);
    return { type: "metric", key, value: checked, step, time: timestamp };
  }

  private checkedValue(key: string, value: unknown): MetricValue {
    if (!this.metricKeys.has(key)) {
      checkKey("metric", key);
      this.metricKeys.add(key);
    }
    return metricValue(key, value);
  }

  /** Keeps a copy for the shipper; a disk that has no room for it is nobody's mistake, and told as a loss. */
  private spool(path: string, write: (file: string) => void): void {
    this.keepInherited();
    const name = `${this.spoolPrefix}${this.spooled++}`;
    const file = join(spoolDirectory(this.directory), name);
    try {
      mkdirSync(spoolDirectory(this.directory), { recursive: true, mode: 0o700 });
      write(file);
      this.journal.append({ type: "artifact", path, spool: name, size: statSync(file).size, time: Date.now() });
    } catch (error) {
      rmSync(file, { force: true });
      this.journal.lose(`artifact ${path}: ${(error as Error).message}`);
    }
  }
}

function hideStateFromGit(projectRoot: string): void {
  try {
    stateDirectory(projectRoot);
  } catch {
    // A disk that takes nothing: the journal, which cannot be written either, tells of it.
  }
}
