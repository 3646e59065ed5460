import type { IncomingMessage } from "node:http";

/**
 * Tells whether a request comes from a page of this very Jupyter, or from no page at all (a typed address, a tool).
 * Jupyter has authenticated the person by then; this keeps other sites from acting in the person's name.
 */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) {
    return site === "same-origin" || site === "none";
  }
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
