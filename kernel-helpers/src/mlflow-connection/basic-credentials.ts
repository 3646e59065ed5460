import { credentialsFromEnvironment, type MlflowCredentials } from "../mlflow-client";
import { inHome, readSettings } from "./home-file";
import { parsePythonIni } from "./python-ini";

/**
 * User name, password and token for a server: from the variables, and what they lack from `~/.mlflow/credentials`.
 *
 * @see mlflow.utils.credentials.read_mlflow_creds
 */
export function mlflowCredentials(environment: NodeJS.ProcessEnv): MlflowCredentials {
  const given = credentialsFromEnvironment(environment);
  const file = readSettings(inHome(environment, ".mlflow", "credentials"));
  const kept = file === null ? undefined : parsePythonIni(file).get("mlflow");
  return {
    username: given.username || kept?.["mlflow_tracking_username"],
    password: given.password || kept?.["mlflow_tracking_password"],
    token: given.token,
  };
}
