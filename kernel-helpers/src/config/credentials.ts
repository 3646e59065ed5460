import { TracksideError, suggestName } from "../errors";
import { openConfig, type ConfigOptions } from "./config-loader";
import { isConfigMap } from "./config-map";

/**
 * Reads an entry of `conf/local/credentials.yml` as variables for a connection, as kedro-mlflow does. Names may be
 * written small. Only `conf/local` is read: what is in `conf/base` goes to everybody who has the repository.
 *
 * @param options - `namedBy` is what names the entry, for errors.
 * @returns names and values as `process.env` would have them.
 * @throws TracksideError that names the entry and the key, and never a value.
 * @see https://kedro-mlflow.readthedocs.io, "server.credentials"
 */
export function loadCredentials(
  projectRoot: string,
  entry: string,
  { namedBy = "mlflow.yml", ...options }: ConfigOptions & { readonly namedBy?: string } = {},
): Record<string, string> {
  const config = openConfig(projectRoot, options).getOrEmpty("credentials", ["local"]);
  const value = config.value[entry];
  if (!isConfigMap(value)) {
    throw new TracksideError(
      `${config.files.length === 0 ? "conf/local/credentials.yml" : config.locate([entry])} has no entry "${entry}", ` +
        `which ${namedBy} names as credentials`,
      {
        code: "config.no-credentials",
        hint:
          `Write "${entry}:" and below it its keys, such as ${exampleKeys(namedBy)}. ` +
          (config.files.length === 0 ? "" : suggestName(entry, Object.keys(config.value))),
      },
    );
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, secret]) => {
      if (!["string", "number", "boolean"].includes(typeof secret)) {
        throw new TracksideError(`${config.locate([entry, key])}: "${entry}.${key}" is neither text nor a number`, {
          code: "config.invalid",
          hint: "Each key of the entry is a variable: give it one value.",
        });
      }
      return [key.toUpperCase(), String(secret)];
    }),
  );
}

function exampleKeys(namedBy: string): string {
  return namedBy === "mlflow.yml" ? "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD" : "username and password";
}
