/** Where in a value something is that JSON would lose. */
export interface JsonLoss {
  /** Such as `scores[3].value`; empty for the value itself. */
  readonly path: string;
  readonly problem: string;
}

/**
 * Finds the first thing that `JSON.stringify` would change without a word: NaN and infinities (null), undefined in a
 * list (null), functions, maps, sets and typed arrays; and what it refuses: big integers and cycles.
 */
export function findJsonLoss(value: unknown, path = "", above: readonly unknown[] = []): JsonLoss | undefined {
  const problem = lossOf(value);
  if (problem !== undefined) {
    return { path, problem };
  }
  if (typeof value !== "object" || value === null || hasToJson(value)) {
    return undefined;
  }
  if (above.includes(value)) {
    return { path, problem: "is a reference to something that contains it" };
  }
  const inner = [...above, value];
  if (Array.isArray(value)) {
    return firstLoss(value.entries(), (index, item) => findJsonLoss(item, `${path}[${index}]`, inner));
  }
  return firstLoss(Object.entries(value), (key, item) =>
    // JSON leaves such a key out, and reading it gives undefined again.
    item === undefined ? undefined : findJsonLoss(item, path ? `${path}.${key}` : key, inner),
  );
}

function firstLoss<Key>(
  entries: Iterable<readonly [Key, unknown]>,
  find: (key: Key, item: unknown) => JsonLoss | undefined,
): JsonLoss | undefined {
  for (const [key, item] of entries) {
    const loss = find(key, item);
    if (loss) {
      return loss;
    }
  }
  return undefined;
}

function lossOf(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `is ${value}`;
    case "bigint":
      return "is a bigint";
    case "function":
      return "is a function";
    case "symbol":
    case "undefined":
      return "is undefined";
    default:
      if (value instanceof Map || value instanceof Set) {
        return `is a ${value.constructor.name}`;
      }
      return ArrayBuffer.isView(value) ? `is a ${value.constructor.name}` : undefined;
  }
}

function hasToJson(value: object): boolean {
  return "toJSON" in value && typeof value.toJSON === "function";
}
