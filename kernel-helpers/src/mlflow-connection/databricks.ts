import { TracksideError } from "../errors";
import { inHome, readSettings } from "./home-file";
import { parsePythonIni, type IniSection } from "./python-ini";

/** A Databricks workspace and who asks there. */
export interface DatabricksLogin {
  readonly uri: string;
  readonly credentials: { readonly token?: string; readonly username?: string; readonly password?: string };
  /** The profile says that the server's certificate is not to be checked. */
  readonly isInsecure: boolean;
}

/**
 * Finds host and token of a workspace: `DATABRICKS_HOST` and `DATABRICKS_TOKEN` unless a profile is named, else the
 * profile of `~/.databrickscfg` (`DATABRICKS_CONFIG_FILE`).
 *
 * @param profile - of the URI; `null`: that of `DATABRICKS_CONFIG_PROFILE`, or `DEFAULT`.
 * @throws TracksideError `connection.databricks` that says what is missing where.
 * @see mlflow.utils.databricks_utils.get_databricks_host_creds
 */
export function databricksLogin(environment: NodeJS.ProcessEnv, profile: string | null): DatabricksLogin {
  const { DATABRICKS_HOST: host, DATABRICKS_TOKEN: token } = environment;
  const named = profile ?? environment["DATABRICKS_CONFIG_PROFILE"];
  if (!named && host && token) {
    return { uri: workspaceUri(host), credentials: { token }, isInsecure: false };
  }
  const path = environment["DATABRICKS_CONFIG_FILE"] || inHome(environment, ".databrickscfg");
  const name = named || "DEFAULT";
  const text = readSettings(path);
  const section = text === null ? undefined : parsePythonIni(text).get(name);
  if (!section) {
    throw missing(
      text === null ? `there is no file ${path}` : `${path} has no profile [${name}]`,
      named ? undefined : host ? "DATABRICKS_HOST is set, and DATABRICKS_TOKEN is not" : undefined,
    );
  }
  return loginOf(section, `the profile [${name}] of ${path}`);
}

function loginOf(section: IniSection, where: string): DatabricksLogin {
  const { host, token, username, password } = section;
  if (!host) {
    throw missing(`${where} has no host`);
  }
  if (!token && !(username && password)) {
    throw missing(`${where} has no token`);
  }
  return {
    uri: workspaceUri(host),
    credentials: token ? { token } : { username: username ?? "", password: password ?? "" },
    isInsecure: section["insecure"]?.toLowerCase() === "true",
  };
}

/** The CLI also takes a host without a scheme. */
function workspaceUri(host: string): string {
  return (/^https?:\/\//i.test(host) ? host : `https://${host}`).replace(/\/+$/, "");
}

function missing(...what: readonly (string | undefined)[]): TracksideError {
  return new TracksideError(`Databricks cannot be reached: ${what.filter(Boolean).join(", and ")}`, {
    code: "connection.databricks",
    hint:
      "Set DATABRICKS_HOST and DATABRICKS_TOKEN, or write host and token of the workspace into a profile by " +
      "databricks configure. Other ways to sign in (OAuth, Azure) are not supported.",
  });
}
