import type { CellView } from "./executed-cell";

/**
 * What the gateway tells the panel. The one vocabulary that the browser and Node share: types and constants, no code.
 *
 * `GET events?kernel=<kernel id>` answers with server-sent events. The first is always `view`; after it come `change`
 * events, and another `view` whenever the kernel turns to another run (a restart, a new attempt).
 */

/** MLflow's run states. */
export type RunStatus = "RUNNING" | "FINISHED" | "FAILED" | "KILLED";

/** A number as JSON can carry it. */
export type MetricValue = number | "NaN" | "Infinity" | "-Infinity";

/** How far what was recorded has travelled to MLflow. */
export interface Delivery {
  /** `live`: all or nearly all is in MLflow. `queued`: on its way. `offline`: MLflow does not answer. */
  readonly state: "live" | "queued" | "offline";
  /** Records written to the journal that MLflow has not acknowledged. */
  readonly queued: number;
  /** Milliseconds since the epoch at which the present outage began. */
  readonly since: number | null;
  /** Why, in words for a person; never holds a credential. */
  readonly reason: string | null;
  /** Records that MLflow refused, with its reason; the rest went on. */
  readonly rejected: readonly { readonly what: string; readonly reason: string }[];
  /** Records that could not be written down, for want of disk space for example; `null` when there are none. */
  readonly lost: { readonly count: number; readonly reason: string } | null;
  /** The backends beside MLflow that take the run. */
  readonly sinks: readonly SinkDelivery[];
}

/** How far what was recorded has travelled to a backend beside MLflow. */
export interface SinkDelivery {
  readonly name: string;
  /** Records that it has not acknowledged. */
  readonly queued: number;
  /** Why it takes none at present, or `null`. */
  readonly reason: string | null;
}

/** Where a metric was lowest or highest. */
export interface MetricExtreme {
  readonly value: number;
  readonly step: number;
}

export interface MetricView {
  readonly last: MetricValue;
  readonly step: number;
  /** Points logged in all. */
  readonly count: number;
  /** At most 200 `[step, value]` pairs in order of logging, thinned evenly; what is not finite is left out. */
  readonly points: readonly (readonly [number, number])[];
  /** The first of the lowest of all points; `null` while none is finite. */
  readonly lowest: MetricExtreme | null;
  /** The first of the highest of all points; `null` while none is finite. */
  readonly highest: MetricExtreme | null;
}

export interface DatasetView {
  readonly name: string;
  /** What it is, for a person: `table`, `object`, `number`, `ClassName`, ... */
  readonly kind: string;
  readonly rows?: number;
  readonly columns?: number;
}

export interface NodeView {
  readonly name: string;
  readonly status: "running" | "ok" | "error";
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly durationMs?: number;
  readonly inputs: readonly DatasetView[];
  readonly outputs: readonly DatasetView[];
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, MetricValue>>;
  /** Name and message of what the node threw. */
  readonly error?: string;
  /** Of a node that is done: what it was run with, and what it made. */
  readonly digests?: NodeDigests;
  /** It did not run: what it made before, of the same code and inputs, was taken from the cache. */
  readonly cached?: true;
  /** It did not run: an earlier run, which this one resumes, completed it. */
  readonly reused?: true;
}

/** Digests by which it is known that nothing has changed: 32 hexadecimal digits, `null` where there is none to be had. */
export interface NodeDigests {
  readonly code: string;
  /** By name, `params:` inputs included. */
  readonly inputs: Readonly<Record<string, string | null>>;
  readonly outputs: Readonly<Record<string, string | null>>;
}

/** The cell that had a node run. */
export interface CellPlace {
  /** `null` where the front end did not tell it. */
  readonly id: string | null;
  readonly executionCount: number;
}

/**
 * A node of a run: what it did, or that it is still to run (`waiting`), was not come to (`skipped`) or was at work when the
 * run ended (`stopped`).
 */
export interface RunNodeView extends Omit<NodeView, "status" | "startTime"> {
  readonly status: NodeView["status"] | "waiting" | "skipped" | "stopped";
  /** Milliseconds since the epoch; absent while it has not started. */
  readonly startTime?: number;
  readonly namespace?: string;
  readonly tags?: readonly string[];
  /** Name of the project's pipeline that it was run as a part of, by which `run` finds it again. */
  readonly pipeline?: string;
  readonly cell?: CellPlace;
  /** Artifact that has the whole traceback of what it threw. */
  readonly traceback?: string;
  /** The input that is another by now than the one it ran with, or is itself out of date. */
  readonly staleInput?: string;
}

/** A file among the run's artifacts. */
export interface ArtifactView {
  /** `/` between its parts. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch at which it was logged last. */
  readonly time: number;
}

/** One of the runs of a session: the session's own run is attempt 1. */
export interface AttemptView {
  readonly runId: string;
  readonly attempt: number;
  readonly name: string;
  readonly status: RunStatus;
  /** Of an attempt behind the first: the params that differ from the one before it, at most 20 of them. */
  readonly changed?: readonly ParamChange[];
}

/** A param that differs between two attempts; `null` where one of them does not have it. */
export interface ParamChange {
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A dataset that went into a run. */
export interface InputView {
  readonly name: string;
  readonly digest: string;
  /** What kind of place it came from, for example `local`. */
  readonly sourceType: string;
  /** Where it came from, in the words of its source; empty where it does not say. */
  readonly place: string;
  /** What it was used for, or `null`. */
  readonly context: string | null;
}

export interface RunView {
  /** Trackside's own id: it exists from the first record on, with MLflow away. */
  readonly runId: string;
  /** MLflow's id, as soon as MLflow knows the run. */
  readonly mlflowRunId: string | null;
  readonly experiment: string;
  readonly name: string;
  readonly status: RunStatus;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly endTime: number | null;
  /** 1 for the session's own run. */
  readonly attempt: number;
  readonly attempts: readonly AttemptView[];
  readonly delivery: Delivery;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, MetricView>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Datasets that went into the run, in the order in which they did. */
  readonly inputs: readonly InputView[];
  /** In the order in which they were first logged. */
  readonly artifacts: readonly ArtifactView[];
  /** In the order in which they were first planned or ran; a node that runs again keeps its place. */
  readonly nodes: readonly RunNodeView[];
  /** In the order in which they were executed. */
  readonly cells: readonly CellView[];
  /** The run's page in MLflow's own UI, relative to the gateway's root, once there is one. */
  readonly link: string | null;
}

/**
 * What changed: top-level fields replace those of the view, but `params`, `metrics` and `tags` are merged by key, and
 * `nodes` by name and `cells` by order: those that are not named stay as they are. Sent at most 20 times a second.
 */
export type RunChange = Partial<RunView>;

/** Data of the `view` event: `null` while the kernel has no run yet. */
export interface ViewMessage {
  readonly run: RunView | null;
}

/** Path of the gateway below Jupyter's base URL. */
export const gatewayPath = "trackside/";
