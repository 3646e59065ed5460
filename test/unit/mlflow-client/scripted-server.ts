import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What came to the server: method, path with its query, headers, and body. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A server that fails as a real one cannot be made to. */
export class ScriptedServer {
  readonly received: Received[] = [];

  private constructor(
    readonly uri: string,
    private readonly stop: () => void,
  ) {}

  static async start(answer: (request: Received, server: ScriptedServer) => Answer): Promise<ScriptedServer> {
    const http = createServer((incoming, outgoing) => {
      void read(incoming).then((request) => {
        server.received.push(request);
        const { status = 200, headers = {}, body = {} } = answer(request, server);
        outgoing.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
      });
    });
    await once(http.listen(0, "127.0.0.1"), "listening");
    const server = new ScriptedServer(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, () => {
      http.closeAllConnections();
      http.close();
    });
    return server;
  }

  /** The paths asked for, without their queries. */
  paths(method: string): string[] {
    return this.received.filter((request) => request.method === method).map(({ path }) => path.split("?")[0]!);
  }

  close(): void {
    this.stop();
  }
}

async function read(incoming: IncomingMessage): Promise<Received> {
  return { method: incoming.method!, path: incoming.url!, headers: incoming.headers, body: await text(incoming) };
}
