import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { request, type Dispatcher } from "undici";
import { createAgent } from "./agent";
import { authorizationHeaders, type MlflowConnection } from "./connection";
import { MlflowError } from "./errors";
import { toRequestBody } from "./request-body";
import { retryAfterMs } from "./retry-after";
import { unansweredReason } from "./unanswered";

type Body = string | Buffer | Readable;
type Answer = Dispatcher.ResponseData;

const defaultRequestTimeoutMs = 120_000;

/** Sends requests to one tracking server over kept connections, and turns every failure into an {@link MlflowError}. */
export class MlflowTransport {
  // Two at a time: more in flight exhaust the connection pool of a one-worker server, which then fails half of them.
  private readonly agent: Dispatcher;
  private readonly root: string;

  constructor(private readonly connection: MlflowConnection) {
    this.agent = createAgent(2, connection.tls);
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
    const answer = await this.respond("GET", path, undefined, "application/json");
    if (isSuccess(answer)) {
      return answer.body;
    }
    throw this.refusal(`GET ${path.split("?")[0]}`, answer, await this.textOf(answer));
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
    const answer = await this.respond(method, path, body, contentType);
    const text = await this.textOf(answer);
    if (isSuccess(answer)) {
      return text;
    }
    throw this.refusal(`${method} ${path.split("?")[0]}`, answer, text);
  }

  private async textOf(answer: Answer): Promise<string> {
    try {
      return await answer.body.text();
    } catch (cause) {
      throw this.silence(cause);
    }
  }

  private async respond(
    method: Dispatcher.HttpMethod,
    path: string,
    body: Body | undefined,
    contentType: string,
  ): Promise<Answer> {
    const { authenticator } = this.connection;
    // A signature is over the body, which a stream gives only once.
    const content = authenticator?.readsBody && body instanceof Readable ? await buffer(body) : body;
    const answer = await this.ask(method, path, content, contentType);
    if (answer.statusCode !== 401 || !authenticator) {
      return answer;
    }
    authenticator.refused();
    if (content instanceof Readable) {
      return answer;
    }
    await answer.body.dump();
    return this.ask(method, path, content, contentType);
  }

  private async ask(
    method: Dispatcher.HttpMethod,
    path: string,
    body: Body | undefined,
    contentType: string,
  ): Promise<Answer> {
    const url = new URL(`${this.root}${path}`);
    // Both stand for a space, but a signature's reader takes the plus for itself.
    url.search = url.search.replaceAll("+", "%20");
    const headers = await this.headersFor(method, url, body, contentType);
    const timeoutMs = this.connection.requestTimeoutMs ?? defaultRequestTimeoutMs;
    try {
      return await request(url, {
        method,
        dispatcher: this.agent,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        headers,
        ...(body === undefined ? {} : { body }),
      });
    } catch (cause) {
      throw this.silence(cause);
    }
  }

  private async headersFor(method: string, url: URL, body: Body | undefined, contentType: string) {
    const { authenticator, headers: fixed } = this.connection;
    const headers = { ...authorizationHeaders(this.connection), ...fixed, "content-type": contentType };
    if (!authenticator) {
      return headers;
    }
    const content = body instanceof Readable ? "" : (body ?? "");
    return { ...headers, ...(await authenticator.headersFor({ method, url, headers, body: content })) };
  }

  private silence(cause: unknown): MlflowError {
    return new MlflowError(`MLflow at ${this.root} does not answer: ${unansweredReason(cause)}`, { cause });
  }

  private refusal(what: string, { statusCode: status, headers }: Answer, text: string): MlflowError {
    const { message, errorCode } = refusalIn(text);
    const words = errorCode || message ? message || text : `HTTP ${status} ${firstLineOf(text)}`.trim();
    const { signInHint } = this.connection;
    return new MlflowError(`${what}: ${words}${status === 401 && signInHint ? ` (${signInHint})` : ""}`, {
      status,
      retryAfterMs: retryAfterMs(headers["retry-after"]),
      ...(errorCode ? { errorCode } : {}),
      ...(message ? { refusal: message } : {}),
    });
  }
}

function isSuccess({ statusCode }: Answer): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** What MLflow says of a refusal; nothing where the answer is not MLflow's. */
function refusalIn(text: string): { readonly errorCode?: string | undefined; readonly message?: string | undefined } {
  try {
    const { error_code: errorCode, message } = JSON.parse(text) as { error_code?: string; message?: string };
    return { errorCode, message };
  } catch {
    // Proxies and the basic-auth app answer in HTML or plain text.
    return {};
  }
}

function firstLineOf(text: string): string {
  const [line = ""] = text
    .replace(/<[^>]*>/g, " ")
    .trim()
    .split("\n");
  return line.slice(0, 200);
}
