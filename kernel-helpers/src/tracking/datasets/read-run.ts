import type { MlflowClient } from "../../mlflow-client";
import type { Wanted } from "./run-to-read";

/** A run as MLflow has it. */
export interface ReadableRun {
  readonly client: MlflowClient;
  /** MLflow's id of it. */
  readonly runId: string;
}

/**
 * Reads from the run that has what is wanted, once MLflow has all that was recorded of it.
 *
 * @throws TracksideError that names the dataset, in about a minute at most.
 */
export async function readRun<Result>(wanted: Wanted, read: (run: ReadableRun) => Promise<Result>): Promise<Result> {
  // MLflow's client takes a tenth of a second and 10 MB: not for those who only write.
  const { readFromMlflow } = await import("./run-reader");
  return readFromMlflow(wanted, read);
}
