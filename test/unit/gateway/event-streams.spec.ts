import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "../../../kernel-helpers/src/gateway";

const leaseMs = 300;
let folder: string;
let gateway: Gateway;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trackside-streams-"));
  process.env["TRACKSIDE_RUNTIME_DIR"] = join(folder, "runtime");
  gateway = new Gateway(leaseMs);
  await gateway.listen({ socket: join(folder, "gateway.sock") });
});
afterAll(async () => {
  await gateway.close();
  delete process.env["TRACKSIDE_RUNTIME_DIR"];
  rmSync(folder, { recursive: true, force: true });
});

/** How long the stream lasted, in milliseconds, and what it said. */
function listen(stream: string) {
  const since = performance.now();
  return new Promise<{ lastedMs: number; said: string }>((resolve, reject) => {
    const path = `/events?kernel=k1&stream=${stream}`;
    const sent = request({ socketPath: join(folder, "gateway.sock"), path }, (response) => {
      let said = "";
      response.on("data", (chunk: Buffer) => (said += chunk.toString()));
      response.on("error", () => undefined);
      response.on("close", () => resolve({ lastedMs: performance.now() - since, said }));
    });
    sent.once("error", reject);
    sent.end();
  });
}

function renew(stream: string, type = "application/json") {
  return new Promise<number | undefined>((resolve, reject) => {
    const path = `/events?kernel=k1&stream=${stream}`;
    const options = {
      socketPath: join(folder, "gateway.sock"),
      path,
      method: "POST",
      headers: { "content-type": type },
    };
    const sent = request(options, (response) => resolve(response.resume().statusCode));
    sent.once("error", reject);
    sent.end("{}");
  });
}

test("events end when nobody has said for a while that they are read", async () => {
  const { said, lastedMs } = await listen("left");
  expect(said).toContain("event: view");
  expect(lastedMs).toBeGreaterThan(leaseMs * 0.9);
});

test("events go on for a reader that renews them, and for no other by that", async () => {
  const [kept, left] = [listen("kept"), listen("left")];
  const renewals = setInterval(() => void renew("kept"), leaseMs / 6);
  const { lastedMs } = await left;
  await listen("another");
  await listen("one-more");
  clearInterval(renewals);
  expect((await kept).lastedMs).toBeGreaterThan(lastedMs * 2);
});

test("a renewal is answered when all of it has come: an answer before that is lost with the socket", async () => {
  const said: string[] = [];
  const headers = { "content-type": "application/json", "content-length": 2, connection: "close" };
  const options = { socketPath: join(folder, "gateway.sock"), path: "/events?stream=slow", method: "POST", headers };
  const answered = new Promise<void>((resolve, reject) => {
    const sent = request(options, (response) => {
      said.push("answered");
      response.resume().once("end", resolve);
    });
    sent.once("error", reject);
    sent.flushHeaders();
    void renew("another").then(() => {
      said.push("sent");
      sent.end("{}");
    });
  });
  await answered;
  expect(said).toEqual(["sent", "answered"]);
});

test("a renewal that another site could send is refused, and one of no stream does nothing", async () => {
  expect(await renew("kept", "text/plain")).toBe(415);
  expect(await renew("unheard-of")).toBe(200);
});
