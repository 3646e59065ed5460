import type { InferOutput } from "valibot";
import { lazyValibot } from "./lazy-modules";

/** kedro-mlflow's `mlflow.yml`, with its defaults. Every mapping is strict: a misspelt key is an error, not a default. */
function buildMlflowSchema() {
  const v = lazyValibot();
  const text = v.nullish(v.string());
  const filledText = v.pipe(v.string(), v.nonEmpty("it is empty"));
  const freeMap = v.nullish(v.record(v.string(), v.unknown()));
  const flag = (value: boolean) => v.optional(v.boolean(), value);
  const experimentTags = v.nullish(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])));
  const sinkName = v.pipe(
    v.string(),
    v.regex(
      /^(?!mlflow$)[a-z][a-z0-9_-]{0,40}$/,
      'a sink is named by small letters, digits, - and _, and not "mlflow", which is the tracking server',
    ),
  );
  const port = v.pipe(
    v.union([v.number(), v.string()]),
    v.transform(Number),
    v.check((value) => Number.isInteger(value) && value >= 1 && value <= 65_535, "a port is a number from 1 to 65535"),
  );
  return v.strictObject({
    server: v.optional(
      v.strictObject({
        mlflow_tracking_uri: text,
        mlflow_registry_uri: text,
        credentials: text,
        request_header_provider: v.optional(
          v.strictObject({ type: text, pass_context: flag(false), init_kwargs: freeMap }),
          {},
        ),
      }),
      {},
    ),
    tracking: v.optional(
      v.strictObject({
        disable_tracking: v.optional(
          v.strictObject({ pipelines: v.nullish(v.array(v.string())), disable_autologging: flag(true) }),
          {},
        ),
        experiment: v.optional(
          v.strictObject({
            name: v.nullish(filledText),
            create_experiment_kwargs: v.nullish(v.strictObject({ artifact_location: text, tags: experimentTags })),
            restore_if_deleted: flag(true),
          }),
          {},
        ),
        run: v.optional(v.strictObject({ id: text, name: text, nested: flag(true) }), {}),
        params: v.optional(
          v.strictObject({
            dict_params: v.optional(
              v.strictObject({ flatten: flag(false), recursive: flag(true), sep: v.optional(filledText, ".") }),
              {},
            ),
            long_params_strategy: v.optional(v.picklist(["fail", "tag", "truncate"]), "fail"),
          }),
          {},
        ),
        // Trackside's own, as are the two below.
        notebook: v.optional(
          v.strictObject({
            record_cells: flag(true),
            snapshot: v.optional(v.picklist(["whole", "code", "none"]), "whole"),
          }),
          {},
        ),
        nested: v.nullish(v.picklist(["pipeline", "namespace", "node"])),
        // kedro-mlflow knows one tracking server. The names become file names.
        sinks: v.optional(v.record(sinkName, v.looseObject({ type: filledText })), {}),
      }),
      {},
    ),
    ui: v.optional(v.strictObject({ port: v.nullish(port), host: text }), {}),
  });
}

type MlflowSchema = ReturnType<typeof buildMlflowSchema>;
export type MlflowYml = InferOutput<MlflowSchema>;

let schema: MlflowSchema | undefined;

/** Built at first use, for it takes valibot with it. */
export function mlflowSchema(): MlflowSchema {
  return (schema ??= buildMlflowSchema());
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
