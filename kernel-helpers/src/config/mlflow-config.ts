import { basename } from "node:path";
import type { BaseIssue } from "valibot";
import { nearestMatch, suggestName, TracksideError } from "../errors";
import { openConfig } from "./config-loader";
import { isConfigMap } from "./config-map";
import { lazyMlflowSchema } from "./lazy-modules";
import type { MlflowYml } from "./mlflow-schema";
import type { MergedConfig } from "./merged-config";

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

/** Where the headers of each request come from: `server.request_header_provider`. */
export interface RequestHeaderSettings {
  /** A file of the project's, or a package. */
  readonly module: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly passContext: boolean;
}

/** How an experiment is made, and what becomes of a deleted one. */
export interface ExperimentSettings {
  readonly artifactLocation: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly restoreIfDeleted: boolean;
}

/** What is recorded of a notebook beyond what its code logs. */
export interface NotebookSettings {
  /** The source of each cell that is executed. */
  readonly recordCells: boolean;
  /** The notebook's file: with its outputs, without, or not at all. */
  readonly snapshot: "whole" | "code" | "none";
}

/** What a project's `mlflow.yml` asks for. */
export interface MlflowConfig {
  /** Undefined: the project's own local server, unless the environment names one. */
  readonly trackingUri: string | undefined;
  /** Entry of `conf/local/credentials.yml` whose keys are variables for the connection. */
  readonly credentialsEntry: string | undefined;
  readonly requestHeaders: RequestHeaderSettings | undefined;
  /** `MLFLOW_EXPERIMENT_NAME`, else the file's, else the project folder's name. */
  readonly experimentName: string;
  readonly experiment: ExperimentSettings;
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
  readonly notebook: NotebookSettings;
  /** Which parts of a pipeline run are runs of their own, down to which level; undefined: none. */
  readonly nested: "pipeline" | "namespace" | "node" | undefined;
  /** Pipelines of which nothing is recorded by itself. */
  readonly disabledPipelines: readonly string[];
  /** Of the project's own server; undefined: any that is free. */
  readonly localServerPort: number | undefined;
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
export function loadMlflowConfig(projectRoot: string, environment = process.env): MlflowConfig {
  const config = withoutEmptyKeys(openConfig(projectRoot, { variables: environment }).getOrEmpty("mlflow"));
  const checked = config.files.length === 0 ? undefined : check(config);
  return toMlflowConfig(projectRoot, environment, checked, config.files);
}

/** What holds for a project without `mlflow.yml`. */
export function defaultMlflowConfig(projectRoot: string, environment = process.env): MlflowConfig {
  return toMlflowConfig(projectRoot, environment, undefined, []);
}

function toMlflowConfig(
  projectRoot: string,
  environment: NodeJS.ProcessEnv,
  checked: MlflowYml | undefined,
  files: readonly string[],
): MlflowConfig {
  const dictParams = checked?.tracking.params.dict_params;
  return {
    ...serverSettings(checked),
    experimentName:
      environment["MLFLOW_EXPERIMENT_NAME"] ||
      (checked?.tracking.experiment.name ?? (basename(projectRoot) || "Default")),
    experiment: experimentSettings(checked),
    runName: checked?.tracking.run.name || undefined,
    params: {
      flatten: dictParams?.flatten ?? false,
      recursive: dictParams?.recursive ?? true,
      separator: dictParams?.sep ?? ".",
      longParamsStrategy: checked?.tracking.params.long_params_strategy ?? "fail",
    },
    notebook: {
      recordCells: checked?.tracking.notebook.record_cells ?? true,
      snapshot: checked?.tracking.notebook.snapshot ?? "whole",
    },
    nested: checked?.tracking.nested ?? undefined,
    disabledPipelines: checked?.tracking.disable_tracking.pipelines ?? [],
    sinks: Object.entries(checked?.tracking.sinks ?? {}).map(([name, { type, ...options }]) => ({
      name,
      type,
      options,
    })),
    files,
  };
}

/** kedro-mlflow's template has this port in every project: it is nobody's choice. */
const templatePort = 5000;

function serverSettings(checked: MlflowYml | undefined) {
  const { type, init_kwargs: options, pass_context: passContext } = checked?.server.request_header_provider ?? {};
  const port = checked?.ui.port ?? templatePort;
  return {
    trackingUri: checked?.server.mlflow_tracking_uri || undefined,
    credentialsEntry: checked?.server.credentials || undefined,
    requestHeaders: type ? { module: type, options: options ?? {}, passContext: passContext ?? false } : undefined,
    localServerPort: port === templatePort ? undefined : port,
  };
}

function experimentSettings(checked: MlflowYml | undefined): ExperimentSettings {
  const { create_experiment_kwargs: given, restore_if_deleted: restore = true } = checked?.tracking.experiment ?? {};
  const tags = Object.entries(given?.tags ?? {}).map(([key, value]) => [key, String(value)]);
  return {
    artifactLocation: given?.artifact_location || undefined,
    tags: Object.fromEntries(tags) as Record<string, string>,
    restoreIfDeleted: restore,
  };
}

/** Empty keys (`server:`) count as left out. */
function withoutEmptyKeys(config: MergedConfig): MergedConfig {
  return { ...config, value: Object.fromEntries(Object.entries(config.value).filter(([, value]) => value !== null)) };
}

function check(config: MergedConfig): MlflowYml {
  const { success, output, issues } = lazyMlflowSchema().readMlflowYml(config.value);
  if (!success) {
    throw schemaError(config, issues[0]);
  }
  refuseInactiveKeys(config, output);
  refuseProviderWithoutType(config, output);
  refusePassword(config, ["server", "mlflow_tracking_uri"], output.server.mlflow_tracking_uri);
  for (const [name, options] of Object.entries(output.tracking.sinks)) {
    for (const [key, value] of Object.entries(options)) {
      refusePassword(config, ["tracking", "sinks", name, key], value);
    }
  }
  return output;
}

function schemaError(config: MergedConfig, issue: BaseIssue<unknown>): TracksideError {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const key = path.at(-1);
  if (issue.type === "strict_object" && issue.expected === "never" && key !== undefined) {
    return new TracksideError(`${config.locate(path)}: unknown key "${path.join(".")}"`, {
      code: "config.unknown-key",
      hint: suggestKey(key, path.slice(0, -1)),
    });
  }
  const found = JSON.stringify(valueAt(config.value, path)) ?? "nothing";
  return new TracksideError(`${config.locate(path)}: "${path.join(".")}" is ${found}: ${issue.message}`, {
    code: "config.invalid",
    hint: "Correct the value; docs/configuration.md lists what each key takes.",
  });
}

/** Those that the defaults do not show, most of them because they have none. */
const activeKeys = [
  ...["mlflow_tracking_uri", "credentials"].map((key) => `server.${key}`),
  ...["disable_tracking.pipelines", "nested"].map((key) => `tracking.${key}`),
  ...["type", "pass_context", "init_kwargs"].map((key) => `server.request_header_provider.${key}`),
  ...["name", "restore_if_deleted"].map((key) => `tracking.experiment.${key}`),
  ...["artifact_location", "tags"].map((key) => `tracking.experiment.create_experiment_kwargs.${key}`),
  ...["flatten", "recursive", "sep"].map((key) => `tracking.params.dict_params.${key}`),
  ...["tracking.run.name", "tracking.params.long_params_strategy", "ui.port"],
];

/** A name may be misspelt, or right but at the wrong level. */
function suggestKey(key: string, parent: readonly string[]): string {
  const { defaultMlflowYml, inactiveKeys } = lazyMlflowSchema();
  const known = [...inactiveKeys.map((each) => each.path), ...activeKeys.map((each) => each.split("."))];
  const here = valueAt(defaultMlflowYml(), parent);
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
  for (const { path, accepted, reason } of lazyMlflowSchema().inactiveKeys) {
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

function refuseProviderWithoutType(config: MergedConfig, { server }: MlflowYml): void {
  const { type, pass_context: passContext, init_kwargs: options } = server.request_header_provider;
  if (!type && (passContext || !isEmpty(options ?? {}))) {
    const path = ["server", "request_header_provider"];
    throw new TracksideError(`${config.locate(path)}: "${path.join(".")}" has no "type"`, {
      code: "config.invalid",
      hint: "Name the module that gives the headers, such as ./headers.ts, or remove the other keys.",
    });
  }
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
