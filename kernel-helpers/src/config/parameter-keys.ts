import { isConfigMap, mergeMaps } from "./config-map";
import type { ConfigMap } from "./yaml-file";

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

/**
 * Makes a tree of dotted keys, to lie over the parameters: `{ "train.depth": 8 }` becomes `{ train: { depth: 8 } }`. A key
 * that the parameters themselves have with its dots stays as it is.
 */
export function nestKeys(parameters: ConfigMap, dotted: Readonly<Record<string, unknown>>): ConfigMap {
  return Object.entries(dotted).reduce(
    (tree, [key, value]) => mergeMaps(tree, nest(keyPath(parameters, key), value)),
    {},
  );
}

function nest(path: readonly string[], value: unknown): ConfigMap {
  const [key = "", ...rest] = path;
  return { [key]: rest.length === 0 ? value : nest(rest, value) };
}

/** The keys that a dotted one stands for, those with dots of their own where the tree has them. */
function keyPath(tree: unknown, key: string): string[] {
  if (!key.includes(".") || (isConfigMap(tree) && Object.hasOwn(tree, key))) {
    return [key];
  }
  const heads = [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index));
  const head = heads.find((each) => isConfigMap(tree) && isConfigMap(tree[each])) ?? heads[0] ?? key;
  return [head, ...keyPath(isConfigMap(tree) ? tree[head] : undefined, key.slice(head.length + 1))];
}
