import { parseTrackingUri, recordedUri, type MlflowConfig } from "../config";
import { TracksideError } from "../errors";

/**
 * The address that a run's journal holds: of `MLFLOW_TRACKING_URI`, else of `mlflow.yml`, else `local`. It is absolute
 * and without any credential.
 *
 * @throws {@link TracksideError} `tracking.unsupported-uri` when no server is to be found behind it, and
 * `tracking.experiment-path` when Databricks would refuse the experiment's name.
 */
export function trackingUriOf(
  environment: NodeJS.ProcessEnv,
  config: Pick<MlflowConfig, "trackingUri" | "experimentName">,
  projectRoot: string,
  directory = process.cwd(),
): string {
  const given = environment["MLFLOW_TRACKING_URI"];
  // As in Python, a relative path in the variable starts where the program runs; one in the file belongs to the project.
  const place = given
    ? parseTrackingUri(given, projectRoot, directory)
    : parseTrackingUri(config.trackingUri ?? "local", projectRoot);
  if (place.kind === "databricks" && !config.experimentName.startsWith("/")) {
    throw new TracksideError(`Databricks takes no experiment named ${JSON.stringify(config.experimentName)}`, {
      code: "tracking.experiment-path",
      hint:
        "It is named by an absolute path of the workspace: set tracking.experiment.name in conf/base/mlflow.yml, or " +
        `MLFLOW_EXPERIMENT_NAME, to one such as /Users/ann@example.com/${config.experimentName}.`,
    });
  }
  return recordedUri(place);
}
