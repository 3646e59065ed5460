import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer, text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { python } from "../docs/page-project";

/** A point as a collector reads it. */
export interface ReceivedPoint {
  readonly resource: Readonly<Record<string, unknown>>;
  readonly name: string;
  readonly timeUnixNano: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** As Python writes it. */
  readonly value: string;
}

/** What a receiver answers to a request: a status and a body. */
export type Answer = (bodyIndex: number) => { readonly status: number; readonly body?: string };

/** Takes OTLP over HTTP as a collector does, and keeps what it took. */
export class OtlpReceiver {
  private server: Server | undefined;
  private port = 0;
  private requests = 0;
  private readonly taken: Buffer[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  readonly paths: string[] = [];
  /** Answers other than 200, by a test's wish. */
  answer: Answer = () => ({ status: 200 });

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get requestCount(): number {
    return this.requests;
  }

  /** Starts, or starts again on the same port. */
  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const { status, body: text = "" } = this.answer(this.requests);
        this.requests += 1;
        this.headers.push(request.headers);
        this.paths.push(request.url ?? "");
        if (status === 200) {
          this.taken.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
        }
        response.writeHead(status).end(text);
      });
    }).listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server) {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    }
  }

  /** All points that it took, in their order. */
  async points(): Promise<readonly ReceivedPoint[]> {
    const decoder = spawn(python, [join(__dirname, "decode_otlp.py")], { stdio: ["pipe", "pipe", "inherit"] });
    decoder.stdin.end(this.taken.map((body) => `${body.toString("base64")}\n`).join(""));
    return JSON.parse(await text(decoder.stdout)) as ReceivedPoint[];
  }
}
