import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TracksideError, suggestName } from "../errors";
import { defaultPatterns, findConfigFiles, readConfigFile, type ConfigPatterns } from "./config-files";
import { mergeMaps } from "./config-map";
import { fileStamp } from "./file-stamp";
import { resolveInterpolations, type ConfigResolver } from "./interpolation";
import { joinFiles, overlay, type MergedConfig, type MergeStrategy } from "./merged-config";
import { findSettings, loadSettings, type ConfigSettings } from "./project-settings";
import { resolversFor } from "./resolvers";
import type { ConfigMap } from "./yaml-file";

/** What a process asks of a project's configuration. */
export interface ConfigOptions {
  /** Folder of `conf/` that lies over `base`. @default `TRACKSIDE_ENV`, else the settings' one, else "local" */
  readonly environment?: string | undefined;
  /** Values for `${runtime_params:...}`, which lie over the parameters, too. */
  readonly runtimeParams?: ConfigMap | undefined;
  /** Told of each runtime param that the configuration asks for. */
  readonly onRuntimeParam?: ((key: string) => void) | undefined;
  /** The process's environment. @default process.env */
  readonly variables?: NodeJS.ProcessEnv | undefined;
}

const defaultEnvironment = "local";
const baseEnvironment = "base";

/** Merged configuration by project, environment and kind, as long as no file of it changes. */
const cache = new Map<string, { readonly stamp: string; readonly config: MergedConfig }>();

/** Opens a project's configuration with the settings of the project. */
export function openConfig(root: string, options: ConfigOptions = {}): ConfigLoader {
  return new ConfigLoader(root, options, loadSettings(root).config ?? {});
}

/** The folder of `conf/` that lies over `base`, as a process has it. */
export function configEnvironment(root: string, options: ConfigOptions = {}): string {
  return openConfig(root, options).environment;
}

/**
 * Reads `conf/base` and an environment's folder over it, as Kedro's OmegaConfigLoader does.
 *
 * @see https://docs.kedro.org, "Configuration"
 */
export class ConfigLoader {
  readonly environment: string;
  private readonly patterns: ConfigPatterns;
  private readonly runtimeParams: ConfigMap;
  private readonly variables: NodeJS.ProcessEnv;

  constructor(
    private readonly root: string,
    private readonly options: ConfigOptions,
    private readonly settings: ConfigSettings = {},
  ) {
    this.variables = options.variables ?? process.env;
    this.runtimeParams = options.runtimeParams ?? {};
    this.patterns = { ...defaultPatterns, ...settings.patterns };
    const asked = options.environment ?? (this.variables["TRACKSIDE_ENV"] || undefined);
    this.environment = asked ?? settings.defaultEnvironment ?? defaultEnvironment;
    if (asked !== undefined && asked !== defaultEnvironment) {
      this.checkEnvironment(asked);
    }
  }

  /**
   * Reads all of a kind: `parameters`, `catalog`, `credentials`, `mlflow`, `globals`, or one that the settings name.
   *
   * @throws TracksideError when there is no such kind or no file of it, or what is in the files is broken.
   */
  get(kind: string): MergedConfig {
    const config = this.getOrEmpty(kind);
    if (config.files.length === 0) {
      const patterns = (this.patterns[kind] ?? []).join(", ");
      throw new TracksideError(`there is no ${kind} in conf/${this.folders().join(" or conf/")} (${patterns})`, {
        code: "config.missing",
        hint: `Write conf/${baseEnvironment}/${kind}.yml.`,
      });
    }
    return config;
  }

  /** Reads all of a kind, of which there may be no file. */
  getOrEmpty(kind: string, folders = this.folders()): MergedConfig {
    const patterns = this.patterns[kind];
    if (!patterns) {
      throw new TracksideError(`there is no kind of configuration "${kind}"`, {
        code: "config.unknown-kind",
        hint: `${suggestName(kind, Object.keys(this.patterns))} Others are named by config.patterns in settings.ts.`,
      });
    }
    // Variables and runtime params may change from one call to the next.
    const isLasting = kind !== "credentials" && Object.keys(this.runtimeParams).length === 0;
    const found = folders.map((folder) => findConfigFiles(join(this.root, "conf", folder), patterns));
    return isLasting ? this.cached(kind, found) : this.read(kind, found);
  }

  private folders(): string[] {
    return this.environment === baseEnvironment ? [baseEnvironment] : [baseEnvironment, this.environment];
  }

  private cached(kind: string, found: readonly (readonly string[])[]): MergedConfig {
    const globals = kind === "globals" ? [] : this.filesOf("globals").flat();
    const settings = findSettings(this.root) ?? [];
    const stamp = [...found.flat(), ...globals].concat(settings).map(fileStamp).join("\n");
    const key = [kind, this.root, this.environment].join("\n");
    const known = cache.get(key);
    if (known?.stamp === stamp) {
      return known.config;
    }
    const config = this.read(kind, found);
    cache.set(key, { stamp, config });
    return config;
  }

  private filesOf(kind: string): string[][] {
    return this.folders().map((folder) => findConfigFiles(join(this.root, "conf", folder), this.patterns[kind] ?? []));
  }

  private read(kind: string, found: readonly (readonly string[])[]): MergedConfig {
    const strategy: MergeStrategy = this.settings.mergeStrategy?.[kind] ?? "destructive";
    const [base, ...above] = found.map((paths) => this.readFolder(kind, paths));
    const merged = above.reduce((below, each) => overlay(below, each, strategy), base as MergedConfig);
    return {
      ...merged,
      value: kind === "parameters" ? mergeMaps(merged.value, this.runtimeParams) : withoutTemplates(merged.value),
    };
  }

  /** An environment's interpolations see its own files only, so that each can be read by itself. */
  private readFolder(kind: string, paths: readonly string[]): MergedConfig {
    const joined = joinFiles(paths.map((path) => readConfigFile(this.root, path)));
    const tree = kind === "parameters" ? mergeMaps(joined.value, this.runtimeParams) : joined.value;
    const resolved = resolveInterpolations(tree, { resolvers: this.resolvers(kind), locate: joined.locate });
    const own = Object.keys(joined.value).map((key) => [key, resolved[key]]);
    return { ...joined, value: Object.fromEntries(own) as ConfigMap };
  }

  private resolvers(kind: string): ReadonlyMap<string, ConfigResolver> {
    return resolversFor({
      kind,
      globals: kind === "globals" ? undefined : () => this.getOrEmpty("globals").value,
      runtimeParams: this.runtimeParams,
      onRuntimeParam: this.options.onRuntimeParam,
      variables: this.variables,
      custom: this.settings.resolvers ?? {},
    });
  }

  /** A misspelt environment would silently be no environment at all. */
  private checkEnvironment(name: string): void {
    if (!/^\w[\w.-]*$/.test(name) || !existsSync(join(this.root, "conf", name))) {
      const conf = join(this.root, "conf");
      const folders = existsSync(conf)
        ? readdirSync(conf, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))
        : [];
      throw new TracksideError(`there is no environment "${name}": conf/${name} does not exist`, {
        code: "config.unknown-environment",
        hint: suggestName(name, folders),
      });
    }
  }
}

/** Keys with an underscore hold what others refer to. */
function withoutTemplates(value: ConfigMap): ConfigMap {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("_")));
}
