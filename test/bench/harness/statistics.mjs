/**
 * The middle of some measurements, which one slow or quick outlier does not move.
 * @param {readonly number[]} values at least one
 */
export function median(values) {
  return percentile(values, 50);
}

/**
 * Interpolates between the two nearest measurements, as NumPy does by default.
 * @param {readonly number[]} values at least one
 * @param {number} percent from 0 to 100
 */
export function percentile(values, percent) {
  if (values.length === 0) {
    throw new RangeError("there is no percentile of no measurements");
  }
  const sorted = Float64Array.from(values).sort();
  const position = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/**
 * Measures several things in turn, round by round, so that a load that comes and goes on the machine meets all of them.
 * @template {Record<string, () => Promise<unknown>>} Work
 * @param {number} rounds
 * @param {Work} work by name
 * @returns {Promise<{[Name in keyof Work]: Awaited<ReturnType<Work[Name]>>[]}>} what each gave, in order of the rounds
 */
export async function interleaved(rounds, work) {
  const names = Object.keys(work);
  /** @type {Record<string, unknown[]>} */
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // the other way round each time, so that none always runs behind the same one
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      results[name].push(await work[name]());
    }
  }
  return /** @type {any} */ (results);
}
