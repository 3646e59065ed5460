import type { ServerResponse } from "node:http";

/** Keeps proxies from closing a stream on which nothing happens. */
const keepAliveMs = 15_000;

/** How long a stream lives, in milliseconds, after its reader was heard of last. */
const leaseMs = 180_000;

/**
 * Server-sent events on one response.
 *
 * They end when their reader has not renewed them for a while: jupyter-server-proxy reads on, for two hours, when the
 * browser has gone, so that the connection does not tell whether anybody still looks.
 */
export class EventStream {
  private readonly keepAlive: NodeJS.Timeout;
  private readonly lease: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    onClose: () => void,
    lastsMs = leaseMs,
  ) {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.write(": connected\n\n");
    this.keepAlive = setInterval(() => response.write(": alive\n\n"), keepAliveMs);
    this.lease = setTimeout(() => response.destroy(), lastsMs);
    response.once("close", () => {
      clearInterval(this.keepAlive);
      clearTimeout(this.lease);
      onClose();
    });
  }

  /** Somebody reads it still. */
  renew(): void {
    this.lease.refresh();
  }

  send(event: string, data: unknown): void {
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
