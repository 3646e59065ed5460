/** Names a chart by its metrics: a key alone as it is, several as a JSON list. */
export function wideNameOf(keys: readonly string[]): string {
  const [only] = keys;
  // A key that reads like a list would be taken for one.
  return only !== undefined && keys.length === 1 && !only.startsWith("[") ? only : JSON.stringify(keys);
}

/** The metrics that a name stands for. */
export function keysOf(name: string): readonly string[] {
  if (name.startsWith("[")) {
    try {
      const keys: unknown = JSON.parse(name);
      if (Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === "string")) {
        return keys;
      }
    } catch {
      // Not a list: a key that happens to begin like one.
    }
  }
  return [name];
}
