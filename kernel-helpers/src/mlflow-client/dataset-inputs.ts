/**
 * A dataset that went into a run, as MLflow's `DatasetInput` has it.
 *
 * @see mlflow.entities.DatasetInput
 */
export interface DatasetInput {
  /** At most 500 characters. */
  readonly name: string;
  /** Tells one content from another; at most 36 characters. */
  readonly digest: string;
  /** What kind of place the data came from, for example `local`. */
  readonly sourceType: string;
  /** Where it came from, as JSON text. */
  readonly source: string;
  /** Columns and their types, as JSON text. */
  readonly schema?: string | null;
  /** Statistics such as the number of rows, as JSON text. */
  readonly profile?: string | null;
  /** `mlflow.data.context` says what the data was used for, for example `training`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One dataset as `runs/log-inputs` takes it, and as `runs/get` gives it back. */
export interface DatasetInputMessage {
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly source_type: string;
    readonly source: string;
    readonly schema?: string;
    readonly profile?: string;
  };
}

/** Puts a dataset into the words of MLflow's REST. */
export function toDatasetMessage(input: DatasetInput): DatasetInputMessage {
  const { name, digest, sourceType, source, schema, profile, tags = {} } = input;
  return {
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    dataset: {
      name,
      digest,
      source_type: sourceType,
      source,
      ...(schema ? { schema } : {}),
      ...(profile ? { profile } : {}),
    },
  };
}
