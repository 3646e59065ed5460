/** JSON of what a command found; a number that JSON has no form for, as long ids and infinity, travels as text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "bigint" || (typeof each === "number" && !Number.isFinite(each)) ? String(each) : each,
  );
}
