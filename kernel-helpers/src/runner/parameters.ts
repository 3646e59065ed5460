import { inspect } from "node:util";
import { isConfigMap, lookUpParameter, type ConfigMap } from "../config";
import { TracksideError } from "../errors";
import { copyPlain, currentParameters, recordRead, unknownParameter } from "./params";

/** The project's parameters by name; mappings hold their own, by name or by dotted key. */
export interface ProjectParameters {
  /** As the files have it now: number, text, boolean, null, a list, or a mapping of further parameters. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a file holds is known when it is read, not before
  readonly [name: string]: any;
}

/** Deno's convention, which our kernel follows; display depends on the runner, so it is not imported from there. */
const displaySymbol = Symbol.for("Jupyter.display");

/**
 * The project's parameters, as `conf/base/parameters.yml` and `conf/local/parameters.yml` have them now; within a node,
 * with what `run(..., { params })` set. They can be read only. A value that is read is recorded as a param of the run, as
 * by `params`.
 *
 * @throws TracksideError when there is no such parameter, or one is set.
 *
 * @example
 * ```ts
 * import { parameters } from "trackside";
 *
 * console.log(parameters.train.depth, parameters["train.depth"], Object.keys(parameters));
 * ```
 */
export const parameters: ProjectParameters = branchAt([]);

/** Properties that Node and its libraries ask any object for, to find out what it is. */
const probes = new Set(["then", "toJSON", "constructor", "toString", "valueOf", "nodeType", "asymmetricMatch"]);

/** What stands for the mapping at a path, whatever the files hold there when it is asked. */
function branchAt(path: readonly string[]): ProjectParameters {
  // to be shown is not to be read: nothing of it is recorded
  const target = {};
  const show = () => ({ "text/plain": inspect(mappingAt(path)) });
  Object.defineProperty(target, inspect.custom, { value: () => mappingAt(path), configurable: true });
  Object.defineProperty(target, displaySymbol, { value: show, configurable: true });
  return new Proxy(target, {
    get: (_, name) => (typeof name === "symbol" ? (Reflect.get(target, name) as unknown) : read(path, name)),
    has: (_, name) => typeof name === "string" && lookUpParameter(mappingAt(path), name) !== undefined,
    ownKeys: () => Object.keys(mappingAt(path)),
    getOwnPropertyDescriptor: (_, name) =>
      typeof name === "string" && Object.hasOwn(mappingAt(path), name)
        ? { value: read(path, name), enumerable: true, configurable: true, writable: false }
        : undefined,
    set: (_, name) => refuse(path, name),
    defineProperty: (_, name) => refuse(path, name),
    deleteProperty: (_, name) => refuse(path, name),
  });
}

function mappingAt(path: readonly string[]): ConfigMap {
  return path.reduce<ConfigMap>((tree, name) => {
    const value = lookUpParameter(tree, name);
    if (!isConfigMap(value)) {
      throw unknownParameter(path.join("."), currentParameters());
    }
    return value;
  }, currentParameters());
}

function read(path: readonly string[], name: string): unknown {
  const mapping = mappingAt(path);
  const value = lookUpParameter(mapping, name);
  if (isConfigMap(value)) {
    return branchAt([...path, name]);
  }
  if (value === undefined) {
    if (probes.has(name)) {
      return (Object.prototype as unknown as Record<string, unknown>)[name];
    }
    throw unknownParameter([...path, name].join("."), currentParameters());
  }
  recordRead([...path, name].join("."), value);
  return copyPlain(value);
}

function refuse(path: readonly string[], name: string | symbol): never {
  const key = [...path, String(name)].join(".");
  throw new TracksideError(`the parameter "${key}" can be read only`, {
    code: "params.read-only",
    hint: `Write another value into conf/base/parameters.yml, or give it to one run: run(..., { params: { "${key}": ... } }).`,
  });
}
