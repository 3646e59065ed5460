/** Kinds of test in the order in which they run, the quickest first. */
export const kinds = ["unit", "extension", "integration", "browser"];

/**
 * Reads the arguments of `npm test --`: kinds to run (all without one), then what the runners take, as `integration kernel`.
 * @param {readonly string[]} args
 * @returns {{kinds: string[], runnerArgs: string[]}}
 */
export function testOptions(args) {
  const firstOther = args.findIndex((argument) => !kinds.includes(argument));
  const named = firstOther < 0 ? args : args.slice(0, firstOther);
  return {
    kinds: named.length === 0 ? kinds : kinds.filter((kind) => named.includes(kind)),
    runnerArgs: args.slice(named.length),
  };
}
