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

/** Whether a tag is MLflow's or Trackside's own; so are those of name and note, which are edited in their places. */
export function isReservedTag(key: string): boolean {
  return reservedTagPrefixes.some((prefix) => key.startsWith(prefix));
}
