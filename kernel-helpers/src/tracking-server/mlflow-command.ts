import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { TracksideError } from "../errors";

const executableNames = process.platform === "win32" ? ["mlflow.exe", "mlflow.cmd"] : ["mlflow"];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the `mlflow` command: `TRACKSIDE_MLFLOW`, else the first on the `PATH`.
 *
 * @throws {@link TracksideError} `tracking-server.mlflow-missing` when there is none.
 */
export function findMlflowCommand(environment: NodeJS.ProcessEnv): string {
  const chosen = environment["TRACKSIDE_MLFLOW"];
  const candidates = chosen
    ? [chosen]
    : (environment["PATH"] ?? "")
        .split(delimiter)
        .flatMap((directory) => executableNames.map((name) => join(directory, name)));
  const found = candidates.find(isExecutable);
  if (!found) {
    throw new TracksideError(
      chosen
        ? `TRACKSIDE_MLFLOW is ${chosen}, which cannot be executed`
        : "the mlflow command is not on the PATH, so the project's own tracking server cannot start",
      {
        code: "tracking-server.mlflow-missing",
        hint: "Install it beside JupyterLab (pip install mlflow), or set MLFLOW_TRACKING_URI to a running server.",
      },
    );
  }
  return found;
}
