import type { output } from "zod";
import { lazyZod } from "./lazy-modules";

/** kedro-mlflow's `mlflow.yml`, with its defaults. Every mapping is strict: a misspelt key is an error, not a default. */
function buildMlflowSchema() {
  const { z } = lazyZod();
  const text = z.string().nullish();
  const freeMap = z.record(z.string(), z.unknown()).nullish();
  const flag = (value: boolean) => z.boolean().default(value);
  return z.strictObject({
    server: z
      .strictObject({
        mlflow_tracking_uri: text,
        mlflow_registry_uri: text,
        credentials: text,
        request_header_provider: z
          .strictObject({ type: text, pass_context: flag(false), init_kwargs: freeMap })
          .prefault({}),
      })
      .prefault({}),
    tracking: z
      .strictObject({
        disable_tracking: z
          .strictObject({ pipelines: z.array(z.string()).nullish(), disable_autologging: flag(true) })
          .prefault({}),
        experiment: z
          .strictObject({
            name: z.string().min(1).nullish(),
            create_experiment_kwargs: z
              .strictObject({
                artifact_location: text,
                tags: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
              })
              .nullish(),
            restore_if_deleted: flag(true),
          })
          .prefault({}),
        run: z.strictObject({ id: text, name: text, nested: flag(true) }).prefault({}),
        params: z
          .strictObject({
            dict_params: z
              .strictObject({
                flatten: flag(false),
                recursive: flag(true),
                sep: z.string().min(1).default("."),
              })
              .prefault({}),
            long_params_strategy: z.enum(["fail", "tag", "truncate"]).default("fail"),
          })
          .prefault({}),
        // Trackside's own: kedro-mlflow knows one tracking server. The names become file names.
        sinks: z
          .record(
            z.string().regex(/^(?!mlflow$)[a-z][a-z0-9_-]{0,40}$/, {
              error:
                'a sink is named by small letters, digits, - and _, and not "mlflow", which is the tracking server',
            }),
            z.looseObject({ type: z.string().min(1) }),
          )
          .default({}),
      })
      .prefault({}),
    ui: z
      .strictObject({
        port: z
          .union([z.number(), z.string()])
          .transform(Number)
          .pipe(z.int({ error: "a port is a number from 1 to 65535" }).min(1).max(65_535))
          .nullish(),
        host: text,
      })
      .prefault({}),
  });
}

type MlflowSchema = ReturnType<typeof buildMlflowSchema>;
export type MlflowYml = output<MlflowSchema>;

let schema: MlflowSchema | undefined;

/** Built at first use, for it takes zod with it. */
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
  inactive("tracking.disable_tracking.pipelines", nothing, "pipelines have no names yet by which to leave them out"),
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
