import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { Agent, request } from "undici";
import { authorizationHeaders, credentialsFromEnvironment, type MlflowConnection } from "../mlflow-client";
import type { ProxiedServer } from "./mlflow-links";

/** Not for the tracking server: the connection's own, Jupyter's credentials, and what its host check would refuse. */
const withheldRequestHeaders = new Set([
  ...["connection", "host", "origin", "referer", "cookie", "authorization", "keep-alive", "transfer-encoding"],
  ...["upgrade", "x-xsrftoken", "accept-encoding", "content-length"],
]);

const withheldResponseHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "set-cookie", "server"]);

/** Passes requests of MLflow's own UI on to the tracking server, with the credentials added on this side. */
export class MlflowProxy {
  private readonly agent = new Agent({ connections: 8 });

  /** @param ensureLocalServer - gives the address of a project's own server, which it starts where needed. */
  constructor(private readonly ensureLocalServer: (projectRoot: string) => Promise<string>) {}

  /** Answers one request; `path` is what follows the server's key, query included. */
  async forward(
    server: ProxiedServer,
    path: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const connection = await this.connect(server);
    const response = await request(`${connection.uri.replace(/\/+$/, "")}${path}`, {
      dispatcher: this.agent,
      method: incoming.method ?? "GET",
      headers: { ...keep(incoming.headers, withheldRequestHeaders), ...authorizationHeaders(connection) },
      body: incoming.method === "GET" || incoming.method === "HEAD" ? null : incoming,
    });
    outgoing.writeHead(response.statusCode, keep(response.headers, withheldResponseHeaders));
    await pipeline(response.body, outgoing);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async connect({ projectRoot, trackingUri }: ProxiedServer): Promise<MlflowConnection> {
    return trackingUri === "local"
      ? { uri: await this.ensureLocalServer(projectRoot), credentials: {} }
      : { uri: trackingUri, credentials: credentialsFromEnvironment(process.env) };
  }
}

function keep(headers: IncomingHttpHeaders, withheld: ReadonlySet<string>): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !withheld.has(name) && !name.startsWith("x-forwarded") && !name.startsWith("sec-")) {
      kept[name] = value;
    }
  }
  return kept;
}
