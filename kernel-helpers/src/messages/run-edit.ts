/** MLflow's tag for a run's name: setting it renames the run. */
export const runNameTag = "mlflow.runName";

/** MLflow's tag for a run's note, which is Markdown. */
export const noteTag = "mlflow.note.content";

/** Body of `POST edit?kernel=<kernel id>&run=<run id>`: tags to set, those of name and note included. */
export interface RunEdit {
  readonly tags: Readonly<Record<string, string>>;
}

/** Starts of the names of tags that are not the user's to set, but for those of name and note. */
export const reservedTagPrefixes = ["mlflow.", "trackside."] as const;
