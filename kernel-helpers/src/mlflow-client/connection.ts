/** How to reach a tracking server. Never written to disk, a log or the browser. */
export interface MlflowConnection {
  /** Root of the server, for example `http://127.0.0.1:5000`. */
  readonly uri: string;
  readonly credentials: MlflowCredentials;
}

/** What the `MLFLOW_TRACKING_*` variables of the MLflow Python client say. */
export interface MlflowCredentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
}

/** Reads the credentials from the variables that the Python client reads. */
export function credentialsFromEnvironment(environment: NodeJS.ProcessEnv): MlflowCredentials {
  return {
    username: environment["MLFLOW_TRACKING_USERNAME"],
    password: environment["MLFLOW_TRACKING_PASSWORD"],
    token: environment["MLFLOW_TRACKING_TOKEN"],
  };
}

/** The `Authorization` header of a connection, empty without credentials; a user name wins over a token, as in Python. */
export function authorizationHeaders({ credentials }: MlflowConnection): Record<string, string> {
  if (credentials.username && credentials.password) {
    const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    return { authorization: `Basic ${pair}` };
  }
  return credentials.token ? { authorization: `Bearer ${credentials.token}` } : {};
}
