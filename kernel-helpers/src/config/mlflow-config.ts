import { basename } from "node:path";
import { nearestMatch, suggestName, TracksideError } from "../errors";
import { loadConfig, type MergedConfig } from "./config-files";
import { inactiveKeys, mlflowSchema, type MlflowYml } from "./mlflow-schema";
import { isConfigMap } from "./parameters";

/** What becomes of a param value too long for MLflow (6,000 characters). */
export type LongParamsStrategy = "fail" | "tag" | "truncate";

/** An entry of `tracking.sinks`. */
export interface SinkConfig {
  readonly name: string;
  /** `mlflow`, `tensorboard`, `otlp`, or a module. */
  readonly type: string;
  /** Its other keys. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a project's `mlflow.yml` asks for. */
export interface MlflowConfig {
  /** Undefined: the project's own local server, unless the environment names one. */
  readonly trackingUri: string | undefined;
  /** The project folder's name when the file gives none. */
  readonly experimentName: string;
  readonly runName: string | undefined;
  readonly params: {
    /** Log a mapping as one param for each of its keys. */
    readonly flatten: boolean;
    /** Flatten mappings within mappings too. */
    readonly recursive: boolean;
    /** Between the keys of a flattened name. */
    readonly separator: string;
    readonly longParamsStrategy: LongParamsStrategy;
  };
  /** Backends that take the runs beside the tracking server. */
  readonly sinks: readonly SinkConfig[];
  /** Files it was read from, relative to the project's root; empty when all is default. */
  readonly files: readonly string[];
}

/**
 * Reads `conf/base/mlflow.yml` overlaid by `conf/local/mlflow.yml`, in kedro-mlflow's schema.
 *
 * @throws TracksideError naming file, line and key when the YAML is broken, a key is unknown or has no effect here,
 * a value has the wrong type, or the tracking URI holds a password.
 */
export function loadMlflowConfig(projectRoot: string): MlflowConfig {
  const config = withoutTemplates(loadConfig(projectRoot, "mlflow"));
  // Most folders have no file: they need no zod either, which takes a third of a second to load.
  return toMlflowConfig(projectRoot, config.files.length === 0 ? undefined : check(config), config.files);
}

/** What holds for a project without `mlflow.yml`. */
export function defaultMlflowConfig(projectRoot: string): MlflowConfig {
  return toMlflowConfig(projectRoot, undefined, []);
}

function toMlflowConfig(projectRoot: string, checked: MlflowYml | undefined, files: readonly string[]): MlflowConfig {
  const dictParams = checked?.tracking.params.dict_params;
  return {
    trackingUri: checked?.server.mlflow_tracking_uri || undefined,
    experimentName: checked?.tracking.experiment.name ?? (basename(projectRoot) || "Default"),
    runName: checked?.tracking.run.name || undefined,
    params: {
      flatten: dictParams?.flatten ?? false,
      recursive: dictParams?.recursive ?? true,
      separator: dictParams?.sep ?? ".",
      longParamsStrategy: checked?.tracking.params.long_params_strategy ?? "fail",
    },
    sinks: Object.entries(checked?.tracking.sinks ?? {}).map(([name, { type, ...options }]) => ({
      name,
      type,
      options,
    })),
    files,
  };
}

/** Top-level keys with an underscore hold YAML anchors, as in Kedro; empty ones (`server:`) count as left out. */
function withoutTemplates(config: MergedConfig): MergedConfig {
  const kept = Object.entries(config.value).filter(([key, value]) => !key.startsWith("_") && value !== null);
  return { ...config, value: Object.fromEntries(kept) };
}

function check(config: MergedConfig): MlflowYml {
  const result = mlflowSchema().safeParse(config.value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw schemaError(config, issue as Issue);
  }
  refuseInactiveKeys(config, result.data);
  refusePassword(config, ["server", "mlflow_tracking_uri"], result.data.server.mlflow_tracking_uri);
  for (const [name, options] of Object.entries(result.data.tracking.sinks)) {
    for (const [key, value] of Object.entries(options)) {
      refusePassword(config, ["tracking", "sinks", name, key], value);
    }
  }
  return result.data;
}

interface Issue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly keys?: readonly string[];
}

function schemaError(config: MergedConfig, issue: Issue): TracksideError {
  const [unknownKey] = issue.keys ?? [];
  if (issue.code === "unrecognized_keys" && unknownKey !== undefined) {
    const path = [...issue.path, unknownKey];
    return new TracksideError(`${config.locate(path)}: unknown key "${path.join(".")}"`, {
      code: "config.unknown-key",
      hint: suggestKey(unknownKey, issue.path.map(String)),
    });
  }
  const found = JSON.stringify(valueAt(config.value, issue.path)) ?? "nothing";
  return new TracksideError(`${config.locate(issue.path)}: "${issue.path.join(".")}" is ${found}: ${issue.message}`, {
    code: "config.invalid",
    hint: "Correct the value; docs/configuration.md lists what each key takes.",
  });
}

/** A name may be misspelt, or right but at the wrong level. */
function suggestKey(key: string, parent: readonly string[]): string {
  const defaults = mlflowSchema().parse({ tracking: { experiment: { create_experiment_kwargs: {} } } });
  const known = [
    ...inactiveKeys.map((each) => each.path),
    ...["server.mlflow_tracking_uri", "tracking.experiment.name", "tracking.run.name"].map((each) => each.split(".")),
    ...["flatten", "recursive", "sep"].map((each) => ["tracking", "params", "dict_params", each]),
    ["tracking", "params", "long_params_strategy"],
  ];
  const here = valueAt(defaults, parent);
  const siblings = new Set([
    ...(isConfigMap(here) ? Object.keys(here) : []),
    ...known
      .filter((path) => parent.every((part, index) => path[index] === part))
      .map((path) => path[parent.length] ?? ""),
  ]);
  const elsewhere = known.find((path) => path.at(-1) === key);
  if (nearestMatch(key, siblings) === undefined && elsewhere) {
    return `It belongs at "${elsewhere.join(".")}".`;
  }
  return suggestName(key, siblings);
}

function valueAt(tree: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => (isConfigMap(value) ? value[key] : undefined), tree);
}

function refuseInactiveKeys(config: MergedConfig, checked: MlflowYml): void {
  for (const { path, accepted, reason } of inactiveKeys) {
    const value = valueAt(checked, path);
    if (!accepted.includes(value) && !isEmpty(value)) {
      throw new TracksideError(
        `${config.locate(path)}: "${path.join(".")}: ${JSON.stringify(value)}" has no effect: ${reason}`,
        {
          code: "config.unsupported-key",
          hint: "Remove the key.",
        },
      );
    }
  }
}

function isEmpty(value: unknown): boolean {
  return (Array.isArray(value) && value.length === 0) || (isConfigMap(value) && Object.keys(value).length === 0);
}

/** The message leaves the URI out: it holds a secret. */
function refusePassword(config: MergedConfig, path: readonly string[], uri: unknown): void {
  if (typeof uri === "string" && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*@/i.test(uri)) {
    throw new TracksideError(`${config.locate(path)}: "${path.join(".")}" holds a user name or password`, {
      code: "config.credential",
      hint: "Take it out of the URI and set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD in the environment.",
    });
  }
}
