import { problemOf, suggestName, TracksideError } from "../errors";
import { parseTemplate, type Argument, type Interpolation, type Template } from "./interpolation-syntax";
import { isConfigMap } from "./config-map";
import type { ConfigMap, ConfigPath } from "./yaml-file";

/**
 * Gives the value of `${name:argument, ...}`.
 *
 * @param values - the arguments, with numbers, `true`, `null` and lists as such.
 */
export type ConfigResolver = (values: readonly unknown[], place: ResolverPlace) => unknown;

/** Where a resolver was asked. */
export interface ResolverPlace {
  /** Looks up another key of the same configuration; undefined when there is none. */
  readonly select: (key: string) => unknown;
}

/** What resolving needs to know of the tree. */
export interface InterpolationContext {
  readonly resolvers: ReadonlyMap<string, ConfigResolver>;
  /** `file:line:column` of a key. */
  readonly locate: (path: ConfigPath) => string;
}

/** As many values as no project has: what is behind a few aliases of aliases can be more than memory holds. */
const mostValues = 5_000_000;

/**
 * Copies a tree with every `${...}` in it resolved.
 *
 * @throws TracksideError naming the place, when a key is unknown, interpolations go round in a circle, or a resolver fails.
 */
export function resolveInterpolations(tree: ConfigMap, context: InterpolationContext): ConfigMap {
  return new Resolution(tree, context).all();
}

class Resolution {
  private readonly open: string[] = [];
  private readonly done = new Map<string, unknown>();
  private count = 0;

  constructor(
    private readonly tree: ConfigMap,
    private readonly context: InterpolationContext,
  ) {}

  all(): ConfigMap {
    return this.value(this.tree, []) as ConfigMap;
  }

  /** The path is one array that grows and shrinks: a copy for each of 100,000 values would cost more than all else. */
  private value(raw: unknown, path: (string | number)[]): unknown {
    if (++this.count > mostValues) {
      throw this.failure(path, `has more than ${mostValues} values, aliases followed`, "Use fewer aliases (*name).");
    }
    if (typeof raw === "string") {
      return raw.includes("${") ? this.text(raw, path) : raw;
    }
    if (Array.isArray(raw)) {
      return raw.map((item: unknown, index) => this.child(item, path, index));
    }
    if (!isConfigMap(raw)) {
      return raw;
    }
    const resolved: ConfigMap = {};
    for (const key of Object.keys(raw)) {
      setOwn(resolved, key, this.child(raw[key], path, key));
    }
    return resolved;
  }

  private child(raw: unknown, path: (string | number)[], key: string | number): unknown {
    path.push(key);
    const resolved = this.value(raw, path);
    path.pop();
    return resolved;
  }

  private text(raw: string, path: ConfigPath): unknown {
    const place = path.join(".");
    if (this.done.has(place)) {
      return this.done.get(place);
    }
    const circle = this.open.indexOf(place);
    if (circle >= 0) {
      const shown = [...this.open.slice(circle), place].join(" -> ");
      throw this.failure(path, `goes round in a circle: ${shown}`, "One of these must have a value of its own.");
    }
    this.open.push(place);
    try {
      const resolved = this.template(this.parse(raw, path), path);
      this.done.set(place, resolved);
      return resolved;
    } finally {
      this.open.pop();
    }
  }

  private parse(raw: string, path: ConfigPath): Template {
    try {
      return parseTemplate(raw);
    } catch (cause) {
      throw TracksideError.is(cause) ? this.failure(path, problemOf(cause), cause.hint) : cause;
    }
  }

  /** A lone interpolation keeps its value's type; among text it becomes text. */
  private template(parts: Template, path: ConfigPath): unknown {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) {
      return typeof only === "string" ? only : this.interpolation(only, path);
    }
    return parts
      .map((part) => (typeof part === "string" ? part : this.asText(this.interpolation(part, path), path)))
      .join("");
  }

  private interpolation(part: Interpolation, path: ConfigPath): unknown {
    return part.kind === "reference" ? this.reference(part, path) : this.resolve(part, path);
  }

  private reference(part: Interpolation & { kind: "reference" }, path: ConfigPath): unknown {
    const keys = part.keys.map((key) => this.asText(this.template(key, path), path));
    if (part.up > path.length) {
      throw this.failure(path, `goes ${part.up} levels up, above the top`, "Use fewer dots.");
    }
    const base = part.up === 0 ? [] : path.slice(0, path.length - part.up);
    const found = this.select([...base, ...keys]);
    if (found === undefined) {
      const written = `${".".repeat(part.up)}${keys.join(".")}`;
      throw this.failure(path, `refers to "${written}", which is not there`, this.suggest([...base, ...keys]));
    }
    return found;
  }

  /** Follows interpolations on the way, too: `${a.b}` where `a` is itself `${c}`. */
  private select(keys: ConfigPath): unknown {
    let raw: unknown = this.tree;
    const path: (string | number)[] = [];
    for (const key of keys) {
      if (typeof raw === "string" && raw.includes("${")) {
        raw = this.text(raw, path);
      }
      raw = childOf(raw, key);
      if (raw === undefined) {
        return undefined;
      }
      path.push(key);
    }
    return this.value(raw, path);
  }

  private suggest(keys: ConfigPath): string {
    const parent = keys.length === 1 ? this.tree : this.select(keys.slice(0, -1));
    return isConfigMap(parent)
      ? suggestName(String(keys.at(-1)), Object.keys(parent))
      : "An interpolation sees the files of its own kind and environment only; what others need too belongs into globals.yml.";
  }

  private resolve(part: Interpolation & { kind: "resolver" }, path: ConfigPath): unknown {
    const resolver = this.context.resolvers.get(part.name);
    if (!resolver) {
      throw this.failure(
        path,
        `asks for a resolver "${part.name}", which does not exist`,
        suggestName(part.name, this.context.resolvers.keys()),
      );
    }
    const values = part.arguments.map((each) => this.argument(each, path));
    try {
      return resolver(values, { select: (key) => this.select(key.split(".")) }) ?? null;
    } catch (cause) {
      if (TracksideError.is(cause)) {
        throw cause.code === "config.interpolation" ? this.failure(path, problemOf(cause), cause.hint) : cause;
      }
      const shown = cause instanceof Error ? cause.message : String(cause);
      throw this.failure(path, `: the resolver "${part.name}" failed: ${shown}`, undefined, cause);
    }
  }

  private argument(part: Argument, path: ConfigPath): unknown {
    switch (part.kind) {
      case "list":
        return part.items.map((item) => this.argument(item, path));
      case "mapping":
        return Object.fromEntries(part.entries.map(([key, item]) => [key, this.argument(item, path)]));
      case "quoted":
        return part.template.length === 0 ? "" : this.asText(this.template(part.template, path), path);
      case "plain": {
        const value = part.template.length === 0 ? "" : this.template(part.template, path);
        return typeof value === "string" && typeof part.template[0] === "string" ? readArgument(value) : value;
      }
    }
  }

  /** As Python writes values, which is what Kedro's users have in their paths and names. */
  private asText(value: unknown, path: ConfigPath): string {
    switch (typeof value) {
      case "string":
        return value;
      case "boolean":
        return value ? "True" : "False";
      case "number":
      case "bigint":
        return value.toString();
      default:
        if (value === null) {
          return "None";
        }
        throw this.failure(path, "puts a list or mapping into text", "Refer to one of its values.");
    }
  }

  private failure(path: ConfigPath, problem: string, hint?: string, cause?: unknown): TracksideError {
    const what = problem.startsWith(":") ? problem : ` ${problem}`;
    return new TracksideError(`${this.context.locate(path)}: "${path.join(".")}"${what}`, {
      code: "config.interpolation",
      ...(hint === undefined ? {} : { hint }),
      cause,
    });
  }
}

function childOf(parent: unknown, key: string | number): unknown {
  if (Array.isArray(parent)) {
    return parent[Number(key)] as unknown;
  }
  return isConfigMap(parent) && Object.hasOwn(parent, key) ? (parent[key] ?? null) : undefined;
}

/** Not by assignment, which a key `__proto__` would turn into something else. */
function setOwn(target: ConfigMap, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** Types an argument that is not quoted, in OmegaConf's grammar. */
function readArgument(text: string): unknown {
  if (/^(?:true|false)$/i.test(text)) {
    return text.toLowerCase() === "true";
  }
  if (/^null$/i.test(text)) {
    return null;
  }
  const isNumber = /^[+-]?(?:(?:\d+(?:_\d+)*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
  return isNumber ? Number(text.replaceAll("_", "")) : text;
}
