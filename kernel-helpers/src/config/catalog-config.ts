import { TracksideError } from "../errors";
import { openConfig, type ConfigOptions } from "./config-loader";
import { isConfigMap } from "./config-map";
import type { MergedConfig } from "./merged-config";
import type { ConfigMap } from "./yaml-file";

/** The entries of `catalog.yml` as written, not yet checked against their types. */
export interface CatalogConfig {
  /** By dataset name; keys with a leading underscore (YAML anchors) are left out. */
  readonly entries: ReadonlyMap<string, ConfigMap>;
  readonly files: readonly string[];
  /** `file:line:column` of a key of an entry. */
  locate(path: readonly string[]): string;
}

const cache = new WeakMap<MergedConfig, CatalogConfig>();

/**
 * Reads `conf/base/catalog*.yml` overlaid by `conf/local/catalog*.yml`. Empty when there is no such file; the same object
 * as long as the files have not changed.
 *
 * @throws TracksideError when a file is broken or an entry is not a mapping with a type.
 */
export function loadCatalogConfig(projectRoot: string, options: ConfigOptions = {}): CatalogConfig {
  const config = openConfig(projectRoot, options).getOrEmpty("catalog");
  const cached = cache.get(config);
  if (cached) {
    return cached;
  }
  const entries = new Map<string, ConfigMap>();
  for (const [name, entry] of Object.entries(config.value)) {
    entries.set(name, checkEntry(config, name, entry));
  }
  const loaded = { entries, files: config.files, locate: config.locate };
  cache.set(config, loaded);
  return loaded;
}

function checkEntry(config: MergedConfig, name: string, entry: unknown): ConfigMap {
  if (!isConfigMap(entry) || typeof entry["type"] !== "string") {
    throw new TracksideError(`${config.locate([name])}: dataset "${name}" has no type`, {
      code: "catalog.no-type",
      hint: "Write for example `type: csv` and `filepath: data/01_raw/companies.csv` below its name.",
    });
  }
  return entry;
}
