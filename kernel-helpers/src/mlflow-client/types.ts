import type { MetricValue, RunStatus } from "../messages";

/** A param or a tag, as MLflow's REST has it. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A point of a metric; `timestamp` in milliseconds and `step` are whole numbers. */
export interface MetricPoint {
  readonly key: string;
  readonly value: MetricValue;
  readonly timestamp: number;
  readonly step: number;
}

/** Content of one `runs/log-batch`. */
export interface LogBatch {
  readonly metrics: readonly MetricPoint[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

export interface MlflowRunInfo {
  readonly run_id: string;
  readonly run_name: string;
  readonly experiment_id: string;
  readonly status: RunStatus | "SCHEDULED";
  readonly start_time: number;
  readonly end_time?: number;
  readonly artifact_uri: string;
}

export interface MlflowRun {
  readonly info: MlflowRunInfo;
  readonly data: {
    readonly params?: readonly KeyValue[];
    readonly tags?: readonly KeyValue[];
    readonly metrics?: readonly MetricPoint[];
  };
}

export interface CreateRunRequest {
  readonly experimentId: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly tags: Readonly<Record<string, string>>;
}
