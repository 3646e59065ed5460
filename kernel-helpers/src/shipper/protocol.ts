/**
 * Opens every connection. A `writer` is a process that records runs, and lives as long as the connection does; a
 * `reader` looks on (the gateway, a command).
 */
export interface ShipperHello {
  readonly type: "hello";
  readonly role: "writer" | "reader";
  readonly writerId?: string;
  readonly projectRoot?: string;
  /** The project's own tracking server will be needed soon: it takes ten seconds to start. */
  readonly serverWanted?: boolean;
  /** Variables that say where `mlflow` is and how to sign in; kept in memory only. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One line of JSON each, from a client to the shipper. */
export type ShipperRequest =
  | ShipperHello
  /** Asks for the project's tracking server to run; answered by `server` or `failed`. */
  | { readonly type: "ensure-server"; readonly projectRoot: string }
  /** Asks to send at once what waits of a project. */
  | { readonly type: "flush"; readonly projectRoot: string }
  /** Asks to stop the tracking servers it started, unless they are to be kept for another shipper, and to end. */
  | { readonly type: "stop"; readonly keepServers?: boolean };

/** What answers a request. */
export type ShipperAnswer =
  { readonly type: "server"; readonly uri: string } | { readonly type: "failed"; readonly message: string };

/** One line of JSON each, from the shipper to a client: the answer to a hello tells the version of its package. */
export type ShipperMessage = ShipperAnswer | { readonly type: "welcome"; readonly version: string };

/** Variables that a client passes on to the shipper. */
const passedVariables = [
  "PATH",
  "TRACKSIDE_MLFLOW",
  "MLFLOW_TRACKING_USERNAME",
  "MLFLOW_TRACKING_PASSWORD",
  "MLFLOW_TRACKING_TOKEN",
];

/** Picks the variables that the shipper needs from a process's environment. */
export function passedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    passedVariables.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
