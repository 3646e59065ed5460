import { AsyncLocalStorage } from "node:async_hooks";
import {
  findProjectRoot,
  isConfigMap,
  loadParameters,
  lookUpParameter,
  parameterKeys,
  type ConfigMap,
} from "../config";
import { suggestName, TracksideError } from "../errors";
import { hooksInOrder } from "./hooks";

const scopeSymbol = Symbol.for("trackside.parameters");

/** Parameters of the run that the code at hand belongs to: one store for all copies of this package. */
function scope(): AsyncLocalStorage<ConfigMap> {
  const host = globalThis as { [scopeSymbol]?: AsyncLocalStorage<ConfigMap> };
  return (host[scopeSymbol] ??= new AsyncLocalStorage());
}

/** Runs code in which `params` reads these parameters, a run's overrides among them, instead of the files'. */
export function withParameters<Result>(parameters: ConfigMap, code: () => Result): Result {
  return scope().run(parameters, code);
}

/**
 * Reads a parameter of the project, as `conf/base/parameters.yml` and `conf/local/parameters.yml` have it now; within a
 * node, with what `run(..., { params })` set. What is read is recorded as a param of the run.
 *
 * @param key - Dotted, such as `"train.depth"`; `"train"` gives the whole mapping, a copy of it.
 * @typeParam Value - What the caller knows the value to be; it is not checked.
 * @throws TracksideError when there is no such key.
 *
 * @example
 * ```ts
 * import { params } from "trackside";
 *
 * const depth = params<number>("train.depth");
 * console.log(depth);
 * ```
 */
export function params<Value = unknown>(key: string): Value {
  const value = readParameter(scope().getStore(), key);
  recordRead(key, value);
  return value as Value;
}

/** Tells the plugins that a cell or a node has read a parameter. */
export function recordRead(key: string, value: unknown): void {
  for (const hooks of hooksInOrder()) {
    hooks.onParameterRead?.(key, value);
  }
}

/** The parameters of the run that the code at hand belongs to, else the project's as the files have them now. */
export function currentParameters(): ConfigMap {
  return scope().getStore() ?? loadParameters(findProjectRoot().root).value;
}

/** Looks a parameter up among those given, else among the project's; lists and mappings are copied. */
export function readParameter(given: ConfigMap | undefined, key: string): unknown {
  return copyPlain(findParameter(given, key));
}

/** The same without a copy: for who only looks at it. */
export function findParameter(given: ConfigMap | undefined, key: string): unknown {
  const parameters = given ?? loadParameters(findProjectRoot().root).value;
  const value = lookUpParameter(parameters, key);
  if (value === undefined) {
    throw unknownParameter(key, parameters);
  }
  return value;
}

/** Says of a parameter that there is none, and which may be meant. */
export function unknownParameter(key: string, parameters: ConfigMap): TracksideError {
  const { files } = loadParameters(findProjectRoot().root);
  const where = files.length > 0 ? files.join(", ") : "conf/base/parameters.yml, which does not exist";
  return new TracksideError(`there is no parameter "${key}" in ${where}`, {
    code: "params.unknown",
    hint: suggestName(key, parameterKeys(parameters)),
  });
}

/** What a reader does to its copy must not reach other readers. */
export function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(copyPlain);
  }
  if (!isConfigMap(value)) {
    return value;
  }
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    if (typeof copy[key] === "object") {
      copy[key] = copyPlain(copy[key]);
    }
  }
  return copy;
}
