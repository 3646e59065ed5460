import { once } from "node:events";
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";

/** A server before a server: it has the certificates, or looks who comes in. */
export interface FrontDoorOptions {
  readonly tls?: ServerOptions;
  /** Status of those who are not let in, or `null` for the others. */
  readonly refuse?: (headers: IncomingHttpHeaders) => number | null;
  /** Sent on in place of the same ones of who asked. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class FrontDoor {
  private constructor(
    private readonly server: Server,
    readonly uri: string,
  ) {}

  /** @param target - root of the server behind. */
  static async start(target: string, { tls, refuse, headers }: FrontDoorOptions): Promise<FrontDoor> {
    const pass: RequestListener = (incoming, outgoing) => {
      const status = refuse?.(incoming.headers) ?? null;
      if (status !== null) {
        incoming.resume();
        outgoing.writeHead(status, { "content-type": "text/html" }).end("<h1>Not you</h1>");
        return;
      }
      const passed = { ...incoming.headers, host: new URL(target).host, ...headers };
      const behind = request(`${target}${incoming.url}`, { method: incoming.method, headers: passed }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      behind.on("error", () => outgoing.destroy());
      incoming.pipe(behind);
    };
    const server = tls ? createSecureServer(tls, pass) : createServer(pass);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    return new FrontDoor(server, `${tls ? "https" : "http"}://127.0.0.1:${port}`);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
