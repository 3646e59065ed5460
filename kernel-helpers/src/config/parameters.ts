import { loadConfig, type MergedConfig } from "./config-files";
import type { ConfigMap } from "./yaml-file";

/**
 * Reads the project's parameters: `conf/base/parameters*.yml` overlaid by `conf/local/parameters*.yml`.
 * Empty when there is no such file.
 */
export function loadParameters(projectRoot: string): MergedConfig {
  return loadConfig(projectRoot, "parameters");
}

/** Whether a value is a mapping, not a list and not an instance of a class. */
export function isConfigMap(value: unknown): value is ConfigMap {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object made in another realm, as a cell may be, has that realm's Object.prototype: the last of its chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Looks up a dotted key; a key that itself holds dots is found too.
 *
 * @returns What is there, or undefined when there is no such key (a key set to nothing holds null).
 */
export function lookUpParameter(parameters: ConfigMap, key: string): unknown {
  if (Object.hasOwn(parameters, key)) {
    return parameters[key] ?? null;
  }
  for (let dot = key.indexOf("."); dot >= 0; dot = key.indexOf(".", dot + 1)) {
    const head = key.slice(0, dot);
    const branch = Object.hasOwn(parameters, head) ? parameters[head] : undefined;
    if (isConfigMap(branch)) {
      const found = lookUpParameter(branch, key.slice(dot + 1));
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** All dotted keys, those of branches included: what `params` accepts. */
export function parameterKeys(parameters: ConfigMap, prefix = ""): string[] {
  return Object.entries(parameters).flatMap(([key, value]) => [
    prefix + key,
    ...(isConfigMap(value) ? parameterKeys(value, `${prefix}${key}.`) : []),
  ]);
}

/** Copies the parameters with dotted keys set to other values; branches that are missing are made. */
export function overrideParameters(parameters: ConfigMap, overrides: Readonly<Record<string, unknown>>): ConfigMap {
  return Object.entries(overrides).reduce((tree, [key, value]) => setKey(tree, key, value), parameters);
}

function setKey(tree: ConfigMap, key: string, value: unknown): ConfigMap {
  const dot = key.indexOf(".");
  if (Object.hasOwn(tree, key) || dot < 0) {
    return { ...tree, [key]: value };
  }
  const head = key.slice(0, dot);
  const branch = Object.hasOwn(tree, head) ? tree[head] : undefined;
  return { ...tree, [head]: setKey(isConfigMap(branch) ? branch : {}, key.slice(dot + 1), value) };
}
