/** How to reach a tracking server. Never written to disk, a log or the browser. */
export interface MlflowConnection {
  /** Root of the server, for example `http://127.0.0.1:5000`. */
  readonly uri: string;
  readonly credentials: MlflowCredentials;
  /** For `https`; without it, a server must have a certificate that Node trusts. */
  readonly tls?: TlsSettings;
  /** Sent with each request beside the credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that an answer may take, two minutes by default as in Python. */
  readonly requestTimeoutMs?: number;
  /** What to look at when the server does not know who asks (401). */
  readonly signInHint?: string;
  /** Adds to each request what only the moment knows: headers that expire, a signature. */
  readonly authenticator?: RequestAuthenticator;
}

/** What the `MLFLOW_TRACKING_*` variables of the MLflow Python client say. */
export interface MlflowCredentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
}

/** Certificates in PEM, as `MLFLOW_TRACKING_SERVER_CERT_PATH` and `_CLIENT_CERT_PATH` name them. */
export interface TlsSettings {
  /** Who may have signed the server's certificate; whom Node trusts when left out. */
  readonly certificateAuthorities?: string;
  /** Shown to the server: certificate and private key in one text. */
  readonly clientCertificate?: string;
  /** Takes any certificate of the server's. */
  readonly isInsecure?: boolean;
}

/** A request as an authenticator sees it. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's bytes; empty where there are none. */
  readonly body: Buffer | string;
}

/** Says who asks, anew for each request. */
export interface RequestAuthenticator {
  /** It needs the body: one that is a stream is read into memory first. */
  readonly readsBody: boolean;
  /** Headers to add to a request; they win over those of the same name. */
  headersFor(request: OutgoingRequest): Promise<Readonly<Record<string, string>>>;
  /** Told that the server refused what {@link headersFor} gave (401): the next answer must be a fresh one. */
  refused(): void;
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
