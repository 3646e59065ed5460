import { URLExt } from "@jupyterlab/coreutils";
import { gatewayPath } from "trackside/lib/messages";

/**
 * Resolves a run's link against the gateway.
 *
 * @returns `null` for a link that leads out of the gateway: whoever wrote it does not choose where a click goes.
 */
export function resolveRunLink(baseUrl: string, link: string): string | null {
  const gateway = new URL(URLExt.join(baseUrl, gatewayPath), window.location.href);
  try {
    const target = new URL(link, gateway);
    return target.href.startsWith(gateway.href) ? target.href : null;
  } catch {
    // Not a URL at all.
    return null;
  }
}
