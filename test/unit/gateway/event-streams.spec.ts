import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "../../../kernel-helpers/src/gateway";
import { JournalWriter, runDirectory } from "../../../kernel-helpers/src/journal";
import type { RunChange, ViewMessage } from "../../../kernel-helpers/src/messages";
import { addKernelRun } from "../../../kernel-helpers/src/runtime";

const leaseMs = 300;
let folder: string;
let gateway: Gateway;
let patientGateway: Gateway;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trackside-streams-"));
  process.env["TRACKSIDE_RUNTIME_DIR"] = join(folder, "runtime");
  gateway = new Gateway(leaseMs);
  await gateway.listen({ socket: join(folder, "gateway.sock") });
  patientGateway = new Gateway();
  await patientGateway.listen({ socket: join(folder, "patient.sock") });
});
afterAll(async () => {
  await gateway.close();
  await patientGateway.close();
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

test("each stream of a kernel begins with all that there is, and all are told the same from then on", async () => {
  const runId = "b".repeat(32);
  const writer = { id: "w", host: "h", pid: process.pid, started: "" };
  const journal = new JournalWriter(runDirectory(folder, runId), "w", {
    opening: {
      ...{ type: "run", version: 3, runId, name: "n", experiment: "e", trackingUri: "local", parentRunId: null },
      ...{ attempt: 1, kernelId: "shared", time: 1, tags: {}, writer },
    },
  });
  addKernelRun("shared", { projectRoot: folder, runId });
  const logged = (step: number) => journal.append({ type: "metric", key: "loss", value: step, step, time: step });
  const counts = { first: 0, second: 0, third: 0 };
  logged(0);
  const first = hear((count) => (counts.first = count));
  await until(() => counts.first === 1);
  logged(1);
  await until(() => counts.first === 2);
  const second = hear((count) => (counts.second = count));
  await until(() => counts.second === 2);
  logged(2);
  await until(() => counts.first === 3 && counts.second === 3);
  first.destroy();
  second.destroy();
  logged(3);
  const third = hear((count) => (counts.third = count));
  await until(() => counts.third === 4);
  third.destroy();
  journal.close();
});

/** Tells how many points of `loss` the kernel's run has, by the view and by each change. */
function hear(tell: (count: number) => void) {
  const sent = request({ socketPath: join(folder, "patient.sock"), path: "/events?kernel=shared" }, (response) => {
    let text = "";
    response.on("error", () => undefined);
    response.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const [, event, data = ""] of events.map((each) => /^event: (\w+)\ndata: (.*)$/s.exec(each) ?? [])) {
        const { metrics } =
          event === "view" ? (JSON.parse(data) as ViewMessage).run! : (JSON.parse(data || "{}") as RunChange);
        if (metrics?.["loss"]) {
          tell(metrics["loss"].count);
        }
      }
    });
  });
  sent.on("error", () => undefined);
  sent.end();
  return sent;
}

async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) {
      throw new Error("The condition did not come true in ten seconds.");
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test("a renewal that another site could send is refused, and one of no stream does nothing", async () => {
  expect(await renew("kept", "text/plain")).toBe(415);
  expect(await renew("unheard-of")).toBe(200);
});
