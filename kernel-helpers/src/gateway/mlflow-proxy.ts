import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import { request, type Dispatcher } from "undici";
import { parseTrackingUri } from "../config";
import { authorizationHeaders, createAgent, type MlflowConnection } from "../mlflow-client";
import { ProjectConnections } from "../mlflow-connection";
import type { ProxiedServer } from "./mlflow-links";

/** Not for the tracking server: the connection's own, Jupyter's credentials, and what its host check would refuse. */
const withheldRequestHeaders = new Set([
  ...["connection", "host", "origin", "referer", "cookie", "authorization", "keep-alive", "transfer-encoding"],
  ...["upgrade", "x-xsrftoken", "accept-encoding", "content-length"],
]);

const withheldResponseHeaders = new Set(["connection", "keep-alive", "transfer-encoding", "set-cookie", "server"]);

/** Passes requests of MLflow's own UI on to the tracking server, with the credentials added on this side. */
export class MlflowProxy {
  private readonly agents = new Map<string, Dispatcher>();
  private readonly connections = new ProjectConnections(() => process.env);

  /** @param ensureLocalServer - gives the address of a project's own server, which it starts where needed. */
  constructor(private readonly ensureLocalServer: (projectRoot: string, database?: string) => Promise<string>) {}

  /** Answers one request; `path` is what follows the server's key, query included. */
  async forward(
    server: ProxiedServer,
    path: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> {
    const connection = await this.connect(server);
    const method = incoming.method ?? "GET";
    const url = new URL(`${connection.uri.replace(/\/+$/, "")}${path}`);
    url.search = url.search.replaceAll("+", "%20");
    const hasBody = method !== "GET" && method !== "HEAD";
    const body = !hasBody ? null : connection.authenticator?.readsBody ? await buffer(incoming) : incoming;
    const headers = {
      ...keep(incoming.headers, withheldRequestHeaders),
      ...authorizationHeaders(connection),
      ...connection.headers,
    };
    const response = await request(url, {
      dispatcher: this.agentFor(connection),
      method,
      headers: { ...headers, ...(await authenticate(connection, method, url, headers, body)) },
      body,
    });
    if (response.statusCode === 401) {
      // the page asks again by itself, or its reader does
      connection.authenticator?.refused();
    }
    outgoing.writeHead(response.statusCode, keep(response.headers, withheldResponseHeaders));
    await pipeline(response.body, outgoing);
  }

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  /** How a run's server is reached; the project's own one is started where it does not run. */
  async connect({ projectRoot, trackingUri }: ProxiedServer): Promise<MlflowConnection> {
    const place = parseTrackingUri(trackingUri, projectRoot);
    switch (place.kind) {
      case "local":
        return { uri: await this.ensureLocalServer(projectRoot), credentials: {} };
      case "database":
        return { uri: await this.ensureLocalServer(projectRoot, place.file), credentials: {} };
      default:
        return this.connections.to(projectRoot, place);
    }
  }

  private agentFor({ tls }: MlflowConnection): Dispatcher {
    const key = JSON.stringify(tls ?? {});
    let agent = this.agents.get(key);
    if (!agent) {
      agent = createAgent(8, tls);
      this.agents.set(key, agent);
    }
    return agent;
  }
}

async function authenticate(
  { authenticator }: MlflowConnection,
  method: string,
  url: URL,
  headers: Readonly<Record<string, string | string[]>>,
  body: IncomingMessage | Buffer | null,
): Promise<Readonly<Record<string, string>>> {
  // What comes from the browser is no part of a signature, but for the kind of its content.
  const signed = Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === "string" && (entry[0] === "content-type" || entry[0].startsWith("x-")),
    ),
  );
  const content = Buffer.isBuffer(body) ? body : "";
  return (await authenticator?.headersFor({ method, url, headers: signed, body: content })) ?? {};
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
