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
            create_experiment_kwargs: z.strictObject({ artifact_location: text, tags: freeMap }).nullish(),
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
    ui: z.strictObject({ port: z.union([z.string(), z.number()]).nullish(), host: text }).prefault({}),
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
  inactive("server.credentials", nothing, "credentials come from MLFLOW_TRACKING_USERNAME, _PASSWORD or _TOKEN"),
  inactive("server.request_header_provider.type", nothing, "it names a Python class"),
  inactive("server.request_header_provider.pass_context", [false], "it belongs to a Python class"),
  inactive("server.request_header_provider.init_kwargs", nothing, "they belong to a Python class"),
  inactive("tracking.disable_tracking.pipelines", nothing, "pipelines have no names yet by which to leave them out"),
  inactive("tracking.disable_tracking.disable_autologging", [true], "there is no autologging to switch on"),
  inactive("tracking.experiment.create_experiment_kwargs.artifact_location", nothing, "the server chooses the place"),
  inactive("tracking.experiment.create_experiment_kwargs.tags", nothing, "experiments are created without tags"),
  inactive("tracking.experiment.restore_if_deleted", [true], "a deleted experiment is always restored"),
  inactive("tracking.run.id", nothing, "a session always opens a run of its own"),
  inactive("tracking.run.nested", [true], "runs opened within a run are always its children"),
  inactive("ui.port", [...nothing, "5000", 5000], "the local server takes a free port; open it from the run panel"),
  inactive("ui.host", [...nothing, "127.0.0.1"], "the local server answers on this machine only"),
];

function inactive(key: string, accepted: readonly unknown[], reason: string): InactiveKey {
  return { path: key.split("."), accepted, reason };
}
