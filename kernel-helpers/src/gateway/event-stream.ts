import type { ServerResponse } from "node:http";

/** Keeps proxies from closing a stream on which nothing happens. */
const keepAliveMs = 15_000;

/** Server-sent events on one response. */
export class EventStream {
  private readonly keepAlive: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    onClose: () => void,
  ) {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    response.write(": connected\n\n");
    this.keepAlive = setInterval(() => response.write(": alive\n\n"), keepAliveMs);
    response.once("close", () => {
      clearInterval(this.keepAlive);
      onClose();
    });
  }

  send(event: string, data: unknown): void {
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
