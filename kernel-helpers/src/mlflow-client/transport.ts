import type { Readable } from "node:stream";
import { Agent, request, type Dispatcher } from "undici";
import { authorizationHeaders, type MlflowConnection } from "./connection";
import { MlflowError } from "./errors";
import { toRequestBody } from "./request-body";

type Body = Exclude<Dispatcher.DispatchOptions["body"], undefined>;

const requestTimeoutMs = 60_000;

/** Sends requests to one tracking server over kept connections, and turns every failure into an {@link MlflowError}. */
export class MlflowTransport {
  // Two at a time: more in flight exhaust the connection pool of a one-worker server, which then fails half of them.
  private readonly agent = new Agent({ connections: 2, connect: { timeout: 5_000 } });
  private readonly root: string;

  constructor(private readonly connection: MlflowConnection) {
    this.root = connection.uri.replace(/\/+$/, "");
  }

  async get<T>(path: string, query: Readonly<Record<string, string>> | URLSearchParams = {}): Promise<T> {
    return this.json<T>("GET", `${path}?${new URLSearchParams(query).toString()}`);
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>("POST", path, toRequestBody(body));
  }

  async patch<T>(path: string, body: unknown): Promise<T> {
    return this.json<T>("PATCH", path, toRequestBody(body));
  }

  async delete<T>(path: string, body?: unknown): Promise<T> {
    return this.json<T>("DELETE", path, body === undefined ? undefined : toRequestBody(body));
  }

  /** Gets what is not JSON, for example the server's version. */
  async getText(path: string): Promise<string> {
    return this.send("GET", path, undefined, "application/json");
  }

  /** Gets a body as it comes, for example a file; who asks must read it to its end or destroy it. */
  async getStream(path: string): Promise<Readable> {
    const { statusCode, body } = await this.respond("GET", path, undefined, "application/json");
    if (statusCode >= 200 && statusCode < 300) {
      return body;
    }
    throw refusal(`GET ${path.split("?")[0]}`, statusCode, await body.text());
  }

  async put(path: string, body: Body, contentType: string): Promise<void> {
    await this.send("PUT", path, body, contentType);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async json<T>(method: Dispatcher.HttpMethod, path: string, body?: string): Promise<T> {
    const text = await this.send(method, path, body, "application/json");
    try {
      return JSON.parse(text) as T;
    } catch (cause) {
      throw new MlflowError(`${this.root} answered ${path} with something that is not JSON: is it an MLflow server?`, {
        cause,
      });
    }
  }

  private async send(
    method: Dispatcher.HttpMethod,
    path: string,
    body: Body | undefined,
    contentType: string,
  ): Promise<string> {
    const { statusCode, text } = await this.exchange(method, path, body, contentType);
    if (statusCode >= 200 && statusCode < 300) {
      return text;
    }
    throw refusal(`${method} ${path.split("?")[0]}`, statusCode, text);
  }

  private async exchange(method: Dispatcher.HttpMethod, path: string, body: Body | undefined, contentType: string) {
    const response = await this.respond(method, path, body, contentType);
    try {
      return { statusCode: response.statusCode, text: await response.body.text() };
    } catch (cause) {
      throw this.silence(cause);
    }
  }

  private async respond(method: Dispatcher.HttpMethod, path: string, body: Body | undefined, contentType: string) {
    try {
      return await request(`${this.root}${path}`, {
        method,
        dispatcher: this.agent,
        headersTimeout: requestTimeoutMs,
        bodyTimeout: requestTimeoutMs,
        headers: { ...authorizationHeaders(this.connection), "content-type": contentType },
        ...(body === undefined ? {} : { body }),
      });
    } catch (cause) {
      throw this.silence(cause);
    }
  }

  private silence(cause: unknown): MlflowError {
    const reason = cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause);
    return new MlflowError(`MLflow at ${this.root} does not answer: ${reason}`, { cause });
  }
}

function refusal(what: string, status: number, text: string): MlflowError {
  try {
    const { error_code: errorCode, message } = JSON.parse(text) as { error_code?: string; message?: string };
    return new MlflowError(`${what}: ${message ?? text}`, { status, ...(errorCode ? { errorCode } : {}) });
  } catch {
    // Proxies and the basic-auth app answer in HTML or plain text, of which the first line must do.
    const firstLine =
      text
        .replace(/<[^>]*>/g, " ")
        .trim()
        .split("\n")[0] ?? "";
    return new MlflowError(`${what}: HTTP ${status} ${firstLine.slice(0, 200)}`, { status });
  }
}
