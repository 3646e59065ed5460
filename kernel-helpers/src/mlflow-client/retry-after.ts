/**
 * Milliseconds that a server asks to wait by `Retry-After`: seconds, or the date of the next try.
 *
 * @returns `null` without the header, or where it is neither.
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | readonly string[] | undefined, now = Date.now()): number | null {
  const value = (typeof header === "string" ? header : header?.[0])?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(value)) {
    return Number(value) * 1_000;
  }
  // a date names its day first; `Date.parse` alone would take "-5" for one, too
  const time = /^[A-Za-z]{3,}/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : Math.max(0, time - now);
}
