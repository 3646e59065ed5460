/**
 * Address of the one real MLflow that integration tests share, which starts when the first of them asks for it.
 *
 * Names of runs are to be a spec's own there. Who kills a server, counts what it is asked or needs other options starts a
 * {@link MlflowServer} instead.
 */
export async function sharedMlflow(): Promise<string> {
  const answer = await fetch(process.env["SHARED_MLFLOW"] ?? "");
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(text);
  }
  return text;
}
