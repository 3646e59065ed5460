import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { ServerConnection } from "@jupyterlab/services";

import { RunFeed, type Connection, type IRunFeed } from "../../../extension/feed";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe("RunFeed", () => {
  let server: Server;
  let handler: Handler;
  let requests: IncomingMessage[];
  let feed: IRunFeed | undefined;

  beforeEach(async () => {
    requests = [];
    server = createServer((request, response) => {
      requests.push(request);
      handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterEach(async () => {
    feed?.dispose();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("asks for its kernel below the base URL, with the token in a header only", async () => {
    handler = (_, response) => answerEvents(response);
    feed = open();
    await until(() => requests.length > 0);
    expect(requests[0]?.url).toMatch(/^\/user\/x\/trackside\/events\?kernel=k%2F1/);
    expect(requests[0]?.url).not.toContain("secret");
    expect(requests[0]?.headers.authorization).toBe("token secret");
    expect(requests[0]?.headers.accept).toBe("text/event-stream");
  });

  it("hands on views and changes, also when they arrive in pieces", async () => {
    let stream: ServerResponse | undefined;
    handler = (_, response) => {
      stream = answerEvents(response, ': hello\n\nevent: view\ndata: {"run": null}\n\nevent: chan');
    };
    const heard: unknown[] = [];
    feed = open();
    feed.viewReceived.connect((_, run) => heard.push({ run }));
    feed.changeReceived.connect((_, change) => heard.push({ change }));
    await until(() => heard.length === 1);
    expect(feed.connection.state).toBe("open");
    stream?.write('ge\ndata: {"name": "é"}\n\n');
    await until(() => heard.length === 2);
    expect(heard).toEqual([{ run: null }, { change: { name: "é" } }]);
  });

  it("connects again after the stream broke", async () => {
    handler = (_, response) => {
      answerEvents(response, 'event: view\ndata: {"run": null}\n\n');
      if (requests.length === 1) {
        response.destroy();
      }
    };
    feed = open();
    await until(() => requests.length === 2 && feed?.connection.state === "open");
  });

  it("says what Jupyter answered, and waits longer after each failure", async () => {
    handler = (_, response) => void response.writeHead(500).end();
    const waits: number[] = [];
    feed = open();
    feed.connectionChanged.connect((_, connection) => {
      if (connection.state === "unreachable") {
        waits.push(connection.retryAt - Date.now());
      }
    });
    await until(() => waits.length === 4);
    expect(feed.connection).toMatchObject({ failure: { kind: "status", status: 500 } });
    expect(waits[3]).toBeGreaterThan((waits[0] ?? 0) * 3);
  });

  it("is not taken in by a login page", async () => {
    handler = (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<form>");
    feed = open();
    await until(() => isUnreachable(feed?.connection));
    expect(feed.connection).toMatchObject({ failure: { kind: "unexpected" } });
  });

  it("says that nobody answers", async () => {
    handler = (_, response) => void response.destroy();
    feed = open();
    await until(() => isUnreachable(feed?.connection));
    expect(feed.connection).toMatchObject({ failure: { kind: "network" } });
  });

  it("gives up a stream that has fallen silent, but not one that only sends comments", async () => {
    const timers: NodeJS.Timeout[] = [];
    handler = (_, response) => {
      answerEvents(response, 'event: view\ndata: {"run": null}\n\n');
      if (requests.length === 2) {
        timers.push(setInterval(() => response.write(": alive\n\n"), 20));
      }
    };
    feed = open({ silenceMs: 200 });
    await until(() => requests.length === 2);
    const since = Date.now();
    await until(() => Date.now() - since > 600);
    timers.forEach(clearInterval);
    expect(requests).toHaveLength(2);
  });

  it("tells again and again that it reads its stream, until it is disposed", async () => {
    const streamOf = ({ url = "" }: IncomingMessage) => new URL(url, "http://x").searchParams.get("stream");
    handler = ({ method }, response) => {
      if (method === "POST") {
        response.end("{}");
      } else {
        answerEvents(response, 'event: view\ndata: {"run": null}\n\n');
      }
    };
    feed = open({ renewalMs: 20 });
    await until(() => requests.length === 4);
    feed.dispose();
    expect(requests.map(({ method }) => method).slice(0, 4)).toEqual(["GET", "POST", "POST", "POST"]);
    expect(new Set(requests.map(streamOf)).size).toBe(1);
    expect(streamOf(requests[0]!)).toMatch(/^[\w-]{36}$/);
    const told = requests.length;
    const since = Date.now();
    await until(() => Date.now() - since > 200);
    expect(requests.length - told).toBeLessThan(2);
  });

  it("tries at once when asked to", async () => {
    handler = (_, response) => void response.writeHead(500).end();
    feed = open({ firstRetryMs: 60_000 });
    await until(() => isUnreachable(feed?.connection));
    feed.retry();
    await until(() => requests.length === 2);
  });

  it("closes its request when disposed, and asks no more", async () => {
    let closed = false;
    handler = (_, response) => {
      answerEvents(response, 'event: view\ndata: {"run": null}\n\n').on("close", () => (closed = true));
    };
    feed = open();
    await until(() => feed?.connection.state === "open");
    feed.dispose();
    await until(() => closed);
    expect(requests).toHaveLength(1);
  });

  function open(times: { firstRetryMs?: number; silenceMs?: number; renewalMs?: number } = {}): IRunFeed {
    const { port } = server.address() as AddressInfo;
    const settings = ServerConnection.makeSettings({ baseUrl: `http://127.0.0.1:${port}/user/x/`, token: "secret" });
    return new RunFeed({ settings, kernelId: "k/1", firstRetryMs: 20, ...times });
  }
});

function answerEvents(response: ServerResponse, text = ""): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`: connected\n\n${text}`);
  return response;
}

function isUnreachable(connection: Connection | undefined): boolean {
  return connection?.state === "unreachable";
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error("The condition did not come true in ten seconds.");
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
