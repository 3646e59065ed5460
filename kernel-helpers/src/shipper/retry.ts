const firstDelayMs = 250;
const longestDelayMs = 20_000;

/**
 * Milliseconds to wait before the next try: doubled each time, up to a cap, and anywhere in its upper half, so that
 * many runs do not return at one moment.
 *
 * @param failures - tries in a row that have failed, 1 or more.
 */
export function retryDelay(failures: number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  return delay / 2 + (Math.random() * delay) / 2;
}
