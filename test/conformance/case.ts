/** A recorded behaviour of Kedro's, and how to find out whether ours is the same. */
export interface ConformanceCase {
  readonly name: string;
  /** Throws where ours differs. */
  readonly check: () => void;
}

/** Makes the cases of a recorded one; undefined when it is of another kind. */
export type CaseReader = (recorded: Readonly<Record<string, unknown>>) => readonly ConformanceCase[] | undefined;

/** JSON's stand-in for numbers that it has no words for. */
export function withFloats(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withFloats);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if ("$float" in value) {
    return Number(String(value.$float).replace("inf", "Infinity"));
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withFloats(item)]));
}
