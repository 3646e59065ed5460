import {
  array,
  boolean,
  check,
  looseObject,
  nonEmpty,
  nullish,
  number,
  optional,
  picklist,
  pipe,
  record,
  regex,
  strictObject,
  string,
  transform,
  union,
  unknown,
  parse,
  safeParse,
  type InferOutput,
} from "valibot";

// Each by its name: of valibot, the bundle has these alone.

const text = nullish(string());
const filledText = pipe(string(), nonEmpty("it is empty"));
const freeMap = nullish(record(string(), unknown()));
const flag = (value: boolean) => optional(boolean(), value);
const experimentTags = nullish(record(string(), union([string(), number(), boolean()])));
const sinkName = pipe(
  string(),
  regex(
    /^(?!mlflow$)[a-z][a-z0-9_-]{0,40}$/,
    'a sink is named by small letters, digits, - and _, and not "mlflow", which is the tracking server',
  ),
);
const port = pipe(
  union([number(), string()]),
  transform(Number),
  check((value) => Number.isInteger(value) && value >= 1 && value <= 65_535, "a port is a number from 1 to 65535"),
);

/** kedro-mlflow's `mlflow.yml`, with its defaults. Every mapping is strict: a misspelt key is an error, not a default. */
const schema = strictObject({
  server: optional(
    strictObject({
      mlflow_tracking_uri: text,
      mlflow_registry_uri: text,
      credentials: text,
      request_header_provider: optional(
        strictObject({ type: text, pass_context: flag(false), init_kwargs: freeMap }),
        {},
      ),
    }),
    {},
  ),
  tracking: optional(
    strictObject({
      disable_tracking: optional(
        strictObject({ pipelines: nullish(array(string())), disable_autologging: flag(true) }),
        {},
      ),
      experiment: optional(
        strictObject({
          name: nullish(filledText),
          create_experiment_kwargs: nullish(strictObject({ artifact_location: text, tags: experimentTags })),
          restore_if_deleted: flag(true),
        }),
        {},
      ),
      run: optional(strictObject({ id: text, name: text, nested: flag(true) }), {}),
      params: optional(
        strictObject({
          dict_params: optional(
            strictObject({ flatten: flag(false), recursive: flag(true), sep: optional(filledText, ".") }),
            {},
          ),
          long_params_strategy: optional(picklist(["fail", "tag", "truncate"]), "fail"),
        }),
        {},
      ),
      // Trackside's own, as are the two below.
      notebook: optional(
        strictObject({
          record_cells: flag(true),
          snapshot: optional(picklist(["whole", "code", "none"]), "whole"),
        }),
        {},
      ),
      nested: nullish(picklist(["pipeline", "namespace", "node"])),
      // kedro-mlflow knows one tracking server. The names become file names.
      sinks: optional(record(sinkName, looseObject({ type: filledText })), {}),
    }),
    {},
  ),
  ui: optional(strictObject({ port: nullish(port), host: text }), {}),
});

export type MlflowYml = InferOutput<typeof schema>;

/** Checks what a file says, and fills in the defaults. */
export function readMlflowYml(value: unknown) {
  return safeParse(schema, value);
}

/** What a file says that leaves out all that it may. */
export function defaultMlflowYml(): MlflowYml {
  return parse(schema, { tracking: { experiment: { create_experiment_kwargs: {} } } });
}

/** A key of the schema that has no effect here; anything but its default is refused rather than ignored. */
export interface InactiveKey {
  readonly path: readonly string[];
  /** Values that mean "nothing asked for". */
  readonly accepted: readonly unknown[];
  readonly reason: string;
}

const nothing = [undefined, null] as const;

export const inactiveKeys: readonly InactiveKey[] = [
  inactive("server.mlflow_registry_uri", nothing, "models are not registered yet"),
  inactive("tracking.disable_tracking.disable_autologging", [true], "there is no autologging to switch on"),
  inactive(
    "tracking.run.id",
    nothing,
    "a session opens a run of its own: one that was recorded before would mix with what another process wrote",
  ),
  inactive("tracking.run.nested", [true], "runs opened within a run are always its children"),
  inactive(
    "ui.host",
    [...nothing, "127.0.0.1", "localhost"],
    "the project's own server has no password, so it answers on this machine only",
  ),
];

function inactive(key: string, accepted: readonly unknown[], reason: string): InactiveKey {
  return { path: key.split("."), accepted, reason };
}
