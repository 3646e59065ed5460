import { TracksideError } from "../errors";

function parse(uri: string): URL {
  const url = URL.canParse(uri) ? new URL(uri) : null;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new TracksideError(
      `the tracking URI ${JSON.stringify(url?.password ? "(with a password)" : uri)} is not understood`,
      {
        code: "tracking.unsupported-uri",
        hint: "Give the http:// or https:// address of an MLflow server, or leave it out to use the project's own.",
      },
    );
  }
  return url;
}

/**
 * The address of a tracking server free of user name and password, as it may be written down.
 *
 * @throws {@link TracksideError} `tracking.unsupported-uri` when it is not an address of a server.
 */
export function withoutCredentials(uri: string): string {
  const url = parse(uri);
  url.username = "";
  url.password = "";
  return url.href.replace(/\/+$/, "");
}

/** User name and password that `MLFLOW_TRACKING_URI` holds, as the variables that may hold them too. */
export function credentialVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const uri = environment["MLFLOW_TRACKING_URI"];
  const url = uri && URL.canParse(uri) ? new URL(uri) : null;
  return url?.username
    ? {
        MLFLOW_TRACKING_USERNAME: decodeURIComponent(url.username),
        MLFLOW_TRACKING_PASSWORD: decodeURIComponent(url.password),
      }
    : {};
}
