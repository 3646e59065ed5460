import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What may befall a request on its way. */
const faults = ["429", "500", "503", "reset-before", "reset-after", "stall", "truncate", "duplicate"] as const;

export type Fault = (typeof faults)[number];

/** Says what befalls the next call of a path. */
export type FaultPlan = (path: string) => Fault | undefined;

/** Spoils a share of the calls, from 0 to 1; the same ones for the same seed. */
export function randomFaults(share: number, seed: number): FaultPlan {
  const random = randomFrom(seed);
  return () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
}

/** Spoils the first call of a path, and no other. */
export function faultAtFirst(pathEnd: string, fault: Fault): FaultPlan {
  let isSpent = false;
  return (path) => {
    if (isSpent || !path.endsWith(pathEnd)) {
      return undefined;
    }
    isSpent = true;
    return fault;
  };
}

/** A proxy before a real server that spoils some of the calls. */
export class FaultProxy {
  /** How often each fault was made. */
  readonly counts = new Map<Fault, number>();
  /** Paths of all calls, in their order. */
  readonly calls: string[] = [];
  private readonly server: Server;

  private constructor(
    private readonly target: string,
    private readonly plan: FaultPlan,
  ) {
    this.server = createServer((incoming, outgoing) => void this.handle(incoming, outgoing));
  }

  static async start(target: string, plan: FaultPlan): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, plan);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get uri(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = (incoming.url ?? "").split("?")[0] ?? "";
    this.calls.push(path);
    const fault = this.plan(path);
    const body = await bodyOf(incoming);
    if (fault) {
      this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
    }
    try {
      await this.answer(fault, incoming, outgoing, body);
    } catch {
      // The server behind is away, and so is then this proxy's answer.
      outgoing.destroy();
    }
  }

  private async answer(
    fault: Fault | undefined,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    body: Buffer,
  ): Promise<void> {
    switch (fault) {
      case "429":
        outgoing.writeHead(429, { "retry-after": "1" }).end("slow down");
        return;
      case "500":
        outgoing.writeHead(500, { "content-type": "application/json" }).end('{"error_code":"INTERNAL_ERROR"}');
        return;
      case "503":
        outgoing.writeHead(503, { "content-type": "text/html" }).end("<html><h1>Service unavailable</h1></html>");
        return;
      case "reset-before":
        outgoing.destroy();
        return;
      case "stall":
        // It is never answered: whoever asked has to give up.
        await this.forward(incoming, body);
        return;
      default: {
        const answer = await this.forward(incoming, body);
        if (fault === "duplicate") {
          await this.forward(incoming, body);
        }
        this.pass(fault, answer, outgoing);
      }
    }
  }

  private pass(fault: Fault | undefined, { status, headers, body }: Answer, outgoing: ServerResponse): void {
    if (fault === "reset-after") {
      outgoing.destroy();
    } else if (fault === "truncate") {
      outgoing.writeHead(status, { ...headers, "content-length": String(body.length) });
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    } else {
      outgoing.writeHead(status, headers).end(body);
    }
  }

  private forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { host: _, ...headers } = incoming.headers;
      const forwarded = request(`${this.target}${incoming.url}`, { method: incoming.method, headers }, (answer) => {
        bodyOf(answer).then((content) => {
          resolve({
            status: answer.statusCode ?? 502,
            headers: { "content-type": answer.headers["content-type"] ?? "text/plain" },
            body: content,
          });
        }, reject);
      });
      forwarded.on("error", reject);
      forwarded.end(body);
    });
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
