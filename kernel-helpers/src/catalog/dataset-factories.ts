import { isConfigMap, type CatalogConfig, type ConfigMap } from "../config";
import { TracksideError } from "../errors";

/** An entry of the catalog for all datasets whose names match a pattern. */
interface Factory {
  /** As written: `{region}_ships#csv`. */
  readonly pattern: string;
  readonly expression: RegExp;
  readonly placeholders: readonly string[];
  readonly values: ConfigMap;
}

/** What a name was matched to. */
export interface MatchedEntry {
  readonly pattern: string;
  /** The entry with the name's parts in place of its placeholders. */
  readonly values: ConfigMap;
}

/** The dataset factories of a catalog. */
export class DatasetFactories {
  private readonly factories: readonly Factory[];

  /** @throws TracksideError with its place when an entry has a placeholder that its pattern lacks. */
  constructor(config: CatalogConfig) {
    const names = [...config.entries.keys()].filter(isPattern);
    this.factories = names.sort(byPrecedence).map((name) => readFactory(name, config));
    const catchAlls = names.filter((name) => literalLength(name) === 0);
    if (catchAlls.length > 1) {
      throw new TracksideError(
        `${config.locate([catchAlls[1] ?? ""])}: ${catchAlls.map((each) => `"${each}"`).join(" and ")} both match every name`,
        { code: "catalog.factory", hint: "Keep one of them, or put a word before or behind the braces." },
      );
    }
  }

  /** As written, the most specific first. */
  patterns(): string[] {
    return this.factories.map((each) => each.pattern);
  }

  /** Finds the entry for a name: of several patterns that match, the most specific. */
  match(name: string): MatchedEntry | undefined {
    for (const { pattern, expression, placeholders, values } of this.factories) {
      const parts = expression.exec(name);
      if (parts) {
        const found = Object.fromEntries(placeholders.map((each, index) => [each, parts[index + 1] ?? ""]));
        return { pattern, values: fill(values, found) as ConfigMap };
      }
    }
    return undefined;
  }
}

/** Whether a name of the catalog stands for many. */
export function isPattern(name: string): boolean {
  return name.includes("{");
}

const placeholderPattern = /\{(\w+)\}/g;

/**
 * The more letters outside of braces the better, then the more placeholders, then by the alphabet.
 *
 * @see kedro/io/catalog_config_resolver.py, `_sort_patterns`
 */
function byPrecedence(one: string, other: string): number {
  return (
    literalLength(other) - literalLength(one) ||
    other.split("{").length - one.split("{").length ||
    (one < other ? -1 : 1)
  );
}

function literalLength(pattern: string): number {
  return pattern.replace(/\{[^}]*\}/g, "").length;
}

function readFactory(pattern: string, config: CatalogConfig): Factory {
  const placeholders: string[] = [];
  const source = pattern.replace(/\{(\w+)\}|[^{}]+|[{}]/g, (part, name: string | undefined) => {
    if (name === undefined) {
      if (/[{}]/.test(part)) {
        throw invalid(config, [pattern], `"${pattern}" has a brace that is not closed`, "Write {name}.");
      }
      return part.replace(/[.*+?^$()|[\]\\/-]/g, "\\$&");
    }
    const known = placeholders.indexOf(name);
    return known >= 0 ? `\\${known + 1}` : (placeholders.push(name), "(.+?)");
  });
  const values = config.entries.get(pattern) ?? {};
  checkPlaceholders(config, pattern, placeholders, values, []);
  return { pattern, expression: new RegExp(`^${source}$`, "s"), placeholders, values };
}

function checkPlaceholders(
  config: CatalogConfig,
  pattern: string,
  known: readonly string[],
  value: unknown,
  path: readonly string[],
): void {
  if (typeof value === "string") {
    const unknown = [...value.matchAll(placeholderPattern)].find(([, name = ""]) => !known.includes(name));
    if (unknown) {
      throw invalid(
        config,
        [pattern, ...path],
        `"${pattern}" has no ${unknown[0]}, which its ${path.join(".")} asks for`,
        `It has ${known.map((each) => `{${each}}`).join(", ") || "none"}.`,
      );
    }
  } else if (Array.isArray(value) || isConfigMap(value)) {
    for (const [key, item] of Object.entries(value)) {
      checkPlaceholders(config, pattern, known, item, [...path, key]);
    }
  }
}

function fill(value: unknown, found: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") {
    return value.replace(placeholderPattern, (_, name: string) => found[name] ?? "");
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => fill(item, found));
  }
  return isConfigMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, found)]))
    : value;
}

function invalid(config: CatalogConfig, path: readonly string[], problem: string, hint: string): TracksideError {
  return new TracksideError(`${config.locate(path)}: the dataset factory ${problem}`, {
    code: "catalog.factory",
    hint,
  });
}
