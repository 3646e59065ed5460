import { join } from "node:path";
import { TracksideError } from "../errors";
import type { ConfigPatterns } from "./config-files";
import { fileStamp, isFile } from "./file-stamp";
import type { ConfigResolver } from "./interpolation";
import type { MergeStrategy } from "./merged-config";
import { loadProjectModuleNow } from "./project-module";

/**
 * What a project sets in code: `settings.ts` in its root, which exports `settings`. Kedro has a `settings.py`.
 *
 * @example
 * ```ts
 * import type { ProjectSettings } from "trackside";
 *
 * export const settings: ProjectSettings = {
 *   config: {
 *     mergeStrategy: { parameters: "soft" },
 *     resolvers: { today: () => new Date().toISOString().slice(0, 10) },
 *   },
 * };
 * ```
 */
export interface ProjectSettings {
  readonly config?: ConfigSettings;
}

/** How the files in `conf/` are read. */
export interface ConfigSettings {
  /** Globs by kind of configuration, beside Kedro's. */
  readonly patterns?: ConfigPatterns;
  /** @default "destructive" for each kind */
  readonly mergeStrategy?: Readonly<Record<string, MergeStrategy>>;
  /** Values of `${name:argument}`, by name. */
  readonly resolvers?: Readonly<Record<string, ConfigResolver>>;
  /** Folder of `conf/` that lies over `base`. @default "local" */
  readonly defaultEnvironment?: string;
}

const known = new Map<string, { readonly stamp: string; readonly settings: ProjectSettings }>();

/** Finds a project's settings module; undefined when it has none. */
export function findSettings(root: string): string | undefined {
  return ["settings.ts", "settings.js"].map((name) => join(root, name)).find(isFile);
}

/**
 * Loads a project's settings, again when the file has changed.
 *
 * @throws TracksideError when the module cannot be loaded or exports no `settings`.
 */
export function loadSettings<Settings extends ProjectSettings = ProjectSettings>(root: string): Settings {
  const file = findSettings(root);
  if (file === undefined) {
    return {} as Settings;
  }
  const stamp = fileStamp(file);
  const cached = known.get(file);
  if (cached?.stamp === stamp) {
    return cached.settings as Settings;
  }
  const settings = readSettings(file);
  known.set(file, { stamp, settings });
  return settings as Settings;
}

function readSettings(file: string): ProjectSettings {
  let loaded: unknown;
  try {
    loaded = loadProjectModuleNow(file);
  } catch (cause) {
    throw new TracksideError(`${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: "config.settings",
      hint: "Correct the module; it must not await at its top level.",
      cause,
    });
  }
  const { settings } = (loaded ?? {}) as { readonly settings?: unknown };
  if (typeof settings !== "object" || settings === null) {
    throw new TracksideError(`${file} exports no settings`, {
      code: "config.settings",
      hint: "Write: export const settings: ProjectSettings = { ... };",
    });
  }
  return settings;
}
