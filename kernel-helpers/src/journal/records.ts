import type { CellPlace, MetricValue, NodeView, RunStatus } from "../messages";
import type { ProcessIdentity } from "../runtime";

/**
 * Version of the record format. 2 has `params` records, and `node` records that leave out what is told already; 3 has
 * `metrics` records. A reader of one understands all before it.
 */
export const journalVersion = 3;

/** Versions that are read here; a shipper leaves a run of another one to a shipper that knows it. */
export type JournalVersion = 1 | 2 | typeof journalVersion;

export function canRead(version: number): version is JournalVersion {
  return version >= 1 && version <= journalVersion;
}

/** Params, or points, in one record: MLflow takes so many params in a request, and a request has whole records. */
export const mostEntriesOfRecord = 100;

/** First record of a run's own journal. */
export interface RunRecord {
  readonly type: "run";
  readonly version: JournalVersion;
  /** Trackside's own id of the run, 32 hexadecimal digits. */
  readonly runId: string;
  readonly name: string;
  readonly experiment: string;
  /** Where the run goes: a tracking URI without credentials, or `local` for the project's own server. */
  readonly trackingUri: string;
  readonly parentRunId: string | null;
  /** 1 for a session's own run or any run started by hand. */
  readonly attempt: number;
  /** Jupyter's id of the kernel, or `null` outside a kernel. */
  readonly kernelId: string | null;
  /** Milliseconds since the epoch, as every `time` here. */
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
  /** The process that writes it: when it dies without an end record, the run was killed. */
  readonly writer: ProcessIdentity;
  /**
   * Params of the attempt before it: they are the run's when a `params` record says so, with the first thing that is made
   * with them; until then another value may take the place of each.
   */
  readonly inherited?: ParamsRecord["entries"];
  /** Backends that take the run beside the tracking server. */
  readonly sinks?: readonly SinkSettings[];
}

/** An entry of `tracking.sinks` in `mlflow.yml`: a name, a type, and what that type takes. Never holds a credential. */
export interface SinkSettings {
  readonly name: string;
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface ParamRecord {
  readonly type: "param";
  readonly key: string;
  readonly value: string;
  readonly time: number;
}

/** Params that were logged at once. */
export interface ParamsRecord {
  readonly type: "params";
  /** At most {@link mostEntriesOfRecord}. */
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** Whether they were not logged in this run, but taken over from the attempt before it. */
  readonly inherited?: true;
  readonly time: number;
}

export interface MetricRecord {
  readonly type: "metric";
  readonly key: string;
  readonly value: MetricValue;
  readonly step: number;
  readonly time: number;
}

/** Points of several metrics that were logged at once; {@link metricPointsOf} tells them apart. */
export interface MetricsRecord {
  readonly type: "metrics";
  /** At most {@link mostEntriesOfRecord}. */
  readonly entries: readonly (readonly [key: string, value: MetricValue])[];
  readonly step: number;
  readonly time: number;
}

export interface TagRecord {
  readonly type: "tag";
  readonly key: string;
  readonly value: string;
  readonly time: number;
}

/** A file as it was when it was logged: its bytes lie in the run's spool. */
export interface ArtifactRecord {
  readonly type: "artifact";
  /** Path in the run's artifacts, `/` between its parts. */
  readonly path: string;
  /** Name of the file in the run's spool. */
  readonly spool: string;
  /** Bytes. */
  readonly size: number;
  readonly time: number;
}

/** A dataset that went into the run, in the fields of MLflow's `DatasetInput`. */
export interface InputRecord {
  readonly type: "input";
  readonly name: string;
  readonly digest: string;
  /** What kind of place the data came from, for example `local`. */
  readonly sourceType: string;
  /** Where it came from, as JSON that MLflow shows. */
  readonly source: string;
  /** Columns and their types as JSON, or `null`. */
  readonly schema: string | null;
  /** Row and column counts as JSON, or `null`. */
  readonly profile: string | null;
  /** What it was used for, for example `training`, or `null`. */
  readonly context: string | null;
  readonly time: number;
}

/** What a record tells of a node; see {@link RecordedNodes}, which puts such records together. */
export interface RecordedNode extends Omit<NodeView, "inputs" | "params"> {
  /** Without them, inputs and params are those of the record before it with the same `startTime`. */
  readonly inputs?: NodeView["inputs"];
  /** Names of params that the run has by the same names: the journal has their values already. */
  readonly paramKeys?: readonly string[];
  /** Params that the run has in another form, or not at all. */
  readonly params?: NodeView["params"];
}

export interface NodeRecord {
  readonly type: "node";
  readonly node: RecordedNode;
  /** In a kernel: the cell that had it run. */
  readonly cell?: CellPlace;
  /** Path of the artifact with the traceback of what it threw. */
  readonly traceback?: string;
  readonly time: number;
}

/** What a call of `run` is about to do. */
export interface PlanRecord {
  readonly type: "plan";
  /** Stands for the call, in what {@link PlanEndRecord} says of it. */
  readonly id: string;
  /** Name of the project's pipeline; `null` for nodes and pipelines that a cell made. */
  readonly pipeline: string | null;
  /** In the order in which they can run. */
  readonly nodes: readonly PlannedNode[];
  readonly time: number;
}

/** A node that is to run; which others it waits for, its datasets tell. */
export interface PlannedNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly namespace?: string;
  readonly tags?: readonly string[];
}

/** A call of `run` is over. */
export interface PlanEndRecord {
  readonly type: "plan-end";
  readonly id: string;
  /** Names of the nodes that it did not come to. */
  readonly skipped: readonly string[];
  readonly time: number;
}

export interface CellRecord {
  readonly type: "cell";
  readonly executionCount: number;
  readonly cellId: string | null;
  /** Of a cell that starts: what is executed, secrets masked; left out where the project does not record it. */
  readonly source?: string;
  readonly status: "running" | "ok" | "error" | "interrupted";
  /** Of a cell that failed: why, secrets masked; left out where the project does not record cells. */
  readonly error?: string;
  readonly durationMs: number | null;
  readonly time: number;
}

/** Records that could not be written, for want of space for example. */
export interface GapRecord {
  readonly type: "gap";
  readonly lost: number;
  readonly reason: string;
  readonly time: number;
}

export interface EndRecord {
  readonly type: "end";
  readonly status: Exclude<RunStatus, "RUNNING">;
  readonly time: number;
}

/** Readers pass over records of a type that they do not know: a later version may have written them. */
export type JournalRecord =
  | RunRecord
  | ParamRecord
  | ParamsRecord
  | MetricRecord
  | MetricsRecord
  | TagRecord
  | ArtifactRecord
  | InputRecord
  | NodeRecord
  | PlanRecord
  | PlanEndRecord
  | CellRecord
  | GapRecord
  | EndRecord;
