import { TracksideError } from "../errors";
import type { RunRecorder } from "./run-recorder";

/** Another run was started by hand while one is. */
export function runIsActive({ opening }: RunRecorder): TracksideError {
  return new TracksideError(`the run "${opening.name}" is still active`, {
    code: "tracking.run-active",
    hint: "End it by mlflow.endRun(), or start this one within it by mlflow.startRun({ nested: true }).",
  });
}

/** A param was given another value where no other attempt can be opened for it. */
export function paramHasChanged({ opening, params }: RunRecorder, key: string, value: string): TracksideError {
  return new TracksideError(
    `param "${key}" of the run "${opening.name}" is ${JSON.stringify(params.get(key))} ` +
      `and cannot become ${JSON.stringify(value)}: MLflow's params never change`,
    { code: "tracking.param-changed", hint: "End the run by mlflow.endRun() and start another." },
  );
}

/** A worker was told to end a run of the main thread. */
export function runIsShared({ opening }: RunRecorder): TracksideError {
  return new TracksideError(
    `a node in a worker thread cannot end the run "${opening.name}", which others record into`,
    {
      code: "tracking.shared-run",
      hint: "End it in the cell or script that runs the pipeline.",
    },
  );
}
