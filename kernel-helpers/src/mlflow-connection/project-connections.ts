import {
  loadCredentials,
  loadMlflowConfig,
  type MlflowConfig,
  type RequestHeaderSettings,
  type TrackingPlace,
} from "../config";
import { TracksideError } from "../errors";
import {
  credentialsFromEnvironment,
  type MlflowConnection,
  type RequestAuthenticator,
  type TlsSettings,
} from "../mlflow-client";
import { awsLogin } from "./aws-credentials";
import { AwsSignature, type SignatureScope } from "./aws-signature";
import { mlflowCredentials } from "./basic-credentials";
import { databricksLogin } from "./databricks";
import { HeaderProvider } from "./header-provider";
import { sagemakerServer } from "./sagemaker";
import { tlsSettings } from "./tls";
import { flag, seconds } from "./variables";

/** A place that is not a server of the project's own. */
export type RemotePlace = Exclude<TrackingPlace, { readonly kind: "local" | "database" }>;

/** How a server beside the project's own signs in. */
export interface SinkCredentials {
  /** Of `conf/local/credentials.yml`. */
  readonly credentialsEntry: string | undefined;
}

type ServerAt = MlflowConnection & { readonly tls: TlsSettings };

/** The project's tracking server's alone. */
const withoutLogin = {
  MLFLOW_TRACKING_USERNAME: undefined,
  MLFLOW_TRACKING_PASSWORD: undefined,
  MLFLOW_TRACKING_TOKEN: undefined,
} as const;

/** How a project's processes reach tracking servers; settings and files are looked at anew each time. */
export class ProjectConnections {
  /** What was given last for a place, for as long as nothing of it has changed. */
  private readonly given = new Map<string, { readonly content: string; readonly connection: MlflowConnection }>();
  private readonly authenticators = new Map<string, RequestAuthenticator>();

  /** @param environmentOf - variables of a project's processes. */
  constructor(private readonly environmentOf: (projectRoot: string) => NodeJS.ProcessEnv) {}

  /**
   * How to reach a server: the same object as before while nothing has changed.
   *
   * @param sink - it is not the project's tracking server but a further one, which gets no credentials meant for that.
   * @throws TracksideError that names the variable, key or file at fault, and never a secret.
   */
  to(projectRoot: string, place: RemotePlace, sink?: SinkCredentials): MlflowConnection {
    const config = loadMlflowConfig(projectRoot, this.environmentOf(projectRoot));
    const environment = this.environmentFor(projectRoot, config, sink);
    const connection = this.make(projectRoot, place, environment, sink ? null : config);
    const key = JSON.stringify([projectRoot, place, sink]);
    const content = JSON.stringify({ ...connection, authenticator: undefined });
    const before = this.given.get(key);
    if (before?.content === content && before.connection.authenticator === connection.authenticator) {
      return before.connection;
    }
    this.given.set(key, { content, connection });
    return connection;
  }

  private environmentFor(projectRoot: string, config: MlflowConfig, sink?: SinkCredentials): NodeJS.ProcessEnv {
    const entry = sink ? sink.credentialsEntry : config.credentialsEntry;
    return {
      ...this.environmentOf(projectRoot),
      ...(sink ? withoutLogin : {}),
      ...(entry === undefined ? {} : loadCredentials(projectRoot, entry)),
    };
  }

  private make(
    projectRoot: string,
    place: RemotePlace,
    environment: NodeJS.ProcessEnv,
    main: MlflowConfig | null,
  ): MlflowConnection {
    refusePythonPlugin(environment);
    const requestTimeoutMs = seconds(environment, "MLFLOW_HTTP_REQUEST_TIMEOUT");
    const server = this.server(place, environment, projectRoot, main !== null);
    const workspace = environment["MLFLOW_WORKSPACE"]?.trim();
    const provider = main?.requestHeaders && this.headerProvider(projectRoot, main.requestHeaders);
    if (provider && server.authenticator) {
      throw new TracksideError("mlflow.yml names a request_header_provider, and requests to AWS are signed", {
        code: "connection.header-provider",
        hint: "Remove server.request_header_provider, or MLFLOW_TRACKING_AWS_SIGV4.",
      });
    }
    const authenticator = provider ?? server.authenticator;
    return {
      uri: server.uri,
      credentials: server.credentials,
      tls: server.tls,
      headers: { ...server.headers, ...(workspace ? { "x-mlflow-workspace": workspace } : {}) },
      signInHint: provider
        ? "the headers come from server.request_header_provider of mlflow.yml"
        : signInHint(place, main?.credentialsEntry),
      ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
      ...(authenticator === undefined ? {} : { authenticator }),
    };
  }

  private server(place: RemotePlace, environment: NodeJS.ProcessEnv, projectRoot: string, isMain: boolean): ServerAt {
    const tls = tlsSettings(environment);
    switch (place.kind) {
      case "http": {
        const isSigned = flag(environment, "MLFLOW_TRACKING_AWS_SIGV4");
        const authenticator = isSigned ? this.gatewaySignature(environment, projectRoot) : undefined;
        return {
          uri: place.uri,
          credentials: isSigned
            ? {}
            : isMain
              ? mlflowCredentials(environment)
              : credentialsFromEnvironment(environment),
          tls,
          ...(authenticator ? { authenticator } : {}),
        };
      }
      case "databricks": {
        const { uri, credentials, isInsecure } = databricksLogin(environment, place.profile);
        return { uri, credentials, tls: isInsecure ? { ...tls, isInsecure } : tls };
      }
      case "sagemaker": {
        const { uri, headers, service, region } = sagemakerServer(place.arn, environment);
        const authenticator = this.signature({ service, region, sendsDigest: true }, environment, projectRoot);
        return { uri, credentials: {}, headers, tls, authenticator };
      }
    }
  }

  /** @see mlflow.utils.rest_utils.http_request, which signs for AWS's API Gateway */
  private gatewaySignature(environment: NodeJS.ProcessEnv, projectRoot: string): RequestAuthenticator {
    const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"];
    if (!region) {
      throw new TracksideError("MLFLOW_TRACKING_AWS_SIGV4 is set, and no region is", {
        code: "connection.aws",
        hint: "Set AWS_REGION to the region of the server, such as eu-central-1.",
      });
    }
    return this.signature({ service: "execute-api", region, sendsDigest: false }, environment, projectRoot);
  }

  private signature(scope: SignatureScope, environment: NodeJS.ProcessEnv, projectRoot: string): RequestAuthenticator {
    const aws = Object.entries(environment).filter(([name]) => name.startsWith("AWS_") || name === "HOME");
    return this.kept(["aws", projectRoot, scope, aws], () => new AwsSignature(scope, () => awsLogin(environment)));
  }

  private headerProvider(projectRoot: string, settings: RequestHeaderSettings): RequestAuthenticator {
    const environment = () =>
      this.environmentFor(projectRoot, loadMlflowConfig(projectRoot, this.environmentOf(projectRoot))) as Record<
        string,
        string | undefined
      >;
    return this.kept(
      ["headers", projectRoot, settings],
      () => new HeaderProvider(settings, () => ({ projectRoot, environment: environment() })),
    );
  }

  /** One that holds what it got stays, as long as what it was made from does. */
  private kept(madeFrom: unknown, make: () => RequestAuthenticator): RequestAuthenticator {
    const key = JSON.stringify(madeFrom);
    let authenticator = this.authenticators.get(key);
    if (!authenticator) {
      authenticator = make();
      this.authenticators.set(key, authenticator);
    }
    return authenticator;
  }
}

function signInHint({ kind }: RemotePlace, entry: string | undefined): string {
  const variables = {
    http: "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN",
    databricks: "DATABRICKS_TOKEN, or the profile's token",
    sagemaker: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
  }[kind];
  return `look at ${variables}${entry === undefined ? "" : `, in the entry "${entry}" of conf/local/credentials.yml`}`;
}

function refusePythonPlugin(environment: NodeJS.ProcessEnv): void {
  const name = environment["MLFLOW_TRACKING_AUTH"];
  if (name) {
    throw new TracksideError(`MLFLOW_TRACKING_AUTH is ${JSON.stringify(name)}, which names a plug-in in Python`, {
      code: "connection.invalid-variable",
      hint: "Unset it, and name a module that gives the headers as server.request_header_provider.type in mlflow.yml.",
    });
  }
}
