import { resolve } from "node:path";
import {
  connectionPathVariables,
  connectionVariables,
  credentialVariables,
  otlpPathVariables,
  otlpVariables,
} from "../config";

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
  /** Asks for a tracking server of the project's own to run, on a database elsewhere where one is given. */
  | { readonly type: "ensure-server"; readonly projectRoot: string; readonly database?: string }
  /** Asks to send at once what waits of a project. */
  | { readonly type: "flush"; readonly projectRoot: string }
  /** Asks to stop the tracking servers it started, unless they are to be kept for another shipper, and to end. */
  | { readonly type: "stop"; readonly keepServers?: boolean };

/** What answers a request, with the database that it named. */
export type ShipperAnswer =
  | { readonly type: "server"; readonly uri: string; readonly database?: string }
  | { readonly type: "failed"; readonly message: string; readonly database?: string };

/** One line of JSON each, from the shipper to a client: the answer to a hello tells the version of its package. */
export type ShipperMessage = ShipperAnswer | { readonly type: "welcome"; readonly version: string };

/** Variables that a client passes on to the shipper. */
const passedVariables: readonly string[] = [
  "PATH",
  "TRACKSIDE_ENV",
  "TRACKSIDE_MLFLOW",
  ...connectionVariables,
  ...otlpVariables,
];

const passedPathVariables: readonly string[] = [...connectionPathVariables, ...otlpPathVariables];

/** Picks the variables that the shipper needs from a process's environment, paths made whole. */
export function passedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const pick = (names: readonly string[], change: (value: string) => string) =>
    names.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, change(value)] as const] : [];
    });
  return Object.fromEntries([
    ...pick(passedVariables, (value) => value),
    ...pick(passedPathVariables, (value) => resolve(value)),
    ...Object.entries(credentialVariables(environment)),
  ]);
}

/** The other variables of an environment: those of {@link passedVariables} are each project's own. */
export function withoutPassed(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = new Set<string>([...passedVariables, ...passedPathVariables]);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !passed.has(name)));
}
