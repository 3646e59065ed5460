import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { MlflowError } from "../../../kernel-helpers/src/mlflow-client";
import { MlflowClient, type RequestAuthenticator } from "../../../kernel-helpers/src/mlflow-client";
import { retryAfterMs } from "../../../kernel-helpers/src/mlflow-client/retry-after";
import { ScriptedServer, type Answer } from "./scripted-server";

let server: ScriptedServer;
let client: MlflowClient;

async function serve(
  answer: () => Answer,
  connection: Partial<ConstructorParameters<typeof MlflowClient>[0]> = {},
): Promise<void> {
  server = await ScriptedServer.start(answer);
  client = new MlflowClient({ uri: server.uri, credentials: {}, ...connection });
}

afterEach(async () => {
  await client.close();
  server.close();
});

/** What asking the server for something fails with. */
async function failure(asking = client): Promise<MlflowError> {
  return asking.experiments.get("1").then(
    () => {
      throw new Error("it answered");
    },
    (error: unknown) => error as MlflowError,
  );
}

describe("Retry-After", () => {
  it.each([
    ["2", 2_000],
    [" 0 ", 0],
    ["1.5", 1_500],
  ])("is read as seconds: %p", async (header, milliseconds) => {
    await serve(() => ({
      status: 429,
      headers: { "retry-after": header },
      body: { error_code: "X", message: "busy" },
    }));
    expect(await failure()).toMatchObject({ status: 429, retryAfterMs: milliseconds });
  });

  it("is read as a date, and one that has passed as no wait", () => {
    const now = Date.parse("2026-11-24T10:00:00Z");
    expect(retryAfterMs("Tue, 24 Nov 2026 10:01:00 GMT", now)).toBe(60_000);
    expect(retryAfterMs("Tue, 24 Nov 2026 09:00:00 GMT", now)).toBe(0);
  });

  it.each([undefined, "", "soon", "-5", "2026-11-24"])("is nothing where it is %p", (header) => {
    expect(retryAfterMs(header)).toBeNull();
  });

  it("is null on an answer without it", async () => {
    await serve(() => ({ status: 503, body: "<h1>Service unavailable</h1>" }));
    expect(await failure()).toMatchObject({ status: 503, retryAfterMs: null });
  });
});

it("gives up on an answer that takes longer than it may, and names the server", async () => {
  const silent = createServer();
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const uri = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  await serve(() => ({}));
  const asking = new MlflowClient({ uri, credentials: {}, requestTimeoutMs: 100 });
  try {
    const error = await failure(asking);
    expect(error).toMatchObject({ status: null, retryAfterMs: null });
    expect(error.message).toContain(`MLflow at ${uri} does not answer`);
  } finally {
    await asking.close();
    silent.close();
  }
});

describe("an authenticator", () => {
  class Tokens implements RequestAuthenticator {
    readonly readsBody = true;
    private count = 1;
    readonly seen: string[] = [];
    async headersFor({ method, url, body }: Parameters<RequestAuthenticator["headersFor"]>[0]) {
      this.seen.push(`${method} ${url.pathname} ${body.toString()}`);
      return { authorization: `Token ${this.count}` };
    }
    refused(): void {
      this.count += 1;
    }
  }

  it("is asked for each request, and again when the server refuses what it gave", async () => {
    const authenticator = new Tokens();
    await serve(() => ({ status: server.received.length === 1 ? 401 : 200, body: { experiment_id: "7" } }), {
      authenticator,
      credentials: { token: "outdone" },
    });
    expect(await client.experiments.create("a")).toBe("7");
    expect(server.received.map(({ headers }) => headers["authorization"])).toEqual(["Token 1", "Token 2"]);
    expect(authenticator.seen[1]).toBe('POST /api/2.0/mlflow/experiments/create {"name":"a","tags":[]}');
  });

  it("is not asked for ever: a second refusal is the answer", async () => {
    await serve(() => ({ status: 401 }), { authenticator: new Tokens() });
    expect(await failure()).toMatchObject({ status: 401 });
    expect(server.received).toHaveLength(2);
  });
});
