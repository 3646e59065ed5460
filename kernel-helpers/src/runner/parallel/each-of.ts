/** Applies a change to data by name: packs its tables, or unpacks them. */
export function eachOf(data: ReadonlyMap<string, unknown>, change: (data: unknown) => unknown): Map<string, unknown> {
  return new Map([...data].map(([name, value]) => [name, change(value)]));
}
