import type { MetricValue, RunStatus } from "../messages";
import type { DatasetInputMessage } from "./dataset-inputs";

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
  /** The logged model that was measured; of MLflow 3 on. */
  readonly model_id?: string;
}

/** Content of one `runs/log-batch`. */
export interface LogBatch {
  readonly metrics: readonly MetricPoint[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

/** MLflow calls what was deleted, and can be restored, `deleted`. */
export type LifecycleStage = "active" | "deleted";

/** Which of active and deleted things a search finds; the active ones by default. */
export type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

export interface MlflowExperiment {
  readonly experiment_id: string;
  readonly name: string;
  readonly artifact_location: string;
  readonly lifecycle_stage: LifecycleStage;
  /** Milliseconds since the epoch. */
  readonly creation_time?: number;
  readonly last_update_time?: number;
  readonly tags?: readonly KeyValue[];
}

export interface MlflowRunInfo {
  readonly run_id: string;
  readonly run_name: string;
  readonly experiment_id: string;
  readonly status: RunStatus | "SCHEDULED";
  /** Milliseconds since the epoch. */
  readonly start_time: number;
  readonly end_time?: number;
  readonly artifact_uri: string;
  readonly lifecycle_stage: LifecycleStage;
}

export interface MlflowRun {
  readonly info: MlflowRunInfo;
  readonly data: {
    readonly params?: readonly KeyValue[];
    readonly tags?: readonly KeyValue[];
    /** The last point of each metric. */
    readonly metrics?: readonly MetricPoint[];
  };
  readonly inputs?: { readonly dataset_inputs?: readonly DatasetInputMessage[] };
  /** Models that the run made; of MLflow 3 on. */
  readonly outputs?: { readonly model_outputs?: readonly RunModelOutput[] };
}

/** A logged model that a run made, and at which step. */
export interface RunModelOutput {
  readonly model_id: string;
  readonly step: number;
}

export interface CreateRunRequest {
  readonly experimentId: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly startTime: number;
  readonly tags: Readonly<Record<string, string>>;
}
