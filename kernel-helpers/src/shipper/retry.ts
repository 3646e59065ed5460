const firstDelayMs = 250;
const longestDelayMs = 20_000;
/** A server may ask for longer than we would wait, within reason. */
const longestAskedMs = 300_000;

/**
 * Milliseconds to wait before the next try: doubled each time, up to a cap, and anywhere in its upper half, so that
 * many runs do not return at one moment.
 *
 * @param failures - tries in a row that have failed, 1 or more.
 * @param askedMs - what the server asked for (`Retry-After`), or `null`; at least that is waited, at most five minutes.
 */
export function retryDelay(failures: number, askedMs: number | null = null): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
  const jittered = delay / 2 + (Math.random() * delay) / 2;
  return Math.max(jittered, Math.min(askedMs ?? 0, longestAskedMs));
}
