import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { endIfAbandoned, kernelProcess } from "../../../kernel-helpers/src/gateway/abandoned-run";
import { MlflowClient, type MlflowRun } from "../../../kernel-helpers/src/mlflow-client";

it("leaves a run as it is that the server does not let us end", async () => {
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  const value = JSON.stringify({ host: hostname(), pid: ended.pid, started: "" });
  const run = {
    info: { status: "RUNNING", run_id: "a" },
    data: { tags: [{ key: "trackside.kernel_process", value }] },
  };
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url.replace(/\?.*/, ""));
    response.writeHead(url.includes("update") ? 403 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(url.includes("update") ? { error_code: "PERMISSION_DENIED" } : { run }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new MlflowClient({
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: {},
  });
  const left = await endIfAbandoned(client, run as unknown as MlflowRun).finally(() => {
    server.close();
    return client.close();
  });
  expect(left).toEqual(run);
  expect(asked.map((path) => path.split("/").at(-1))).toEqual(["get", "update"]);
});

it("names a process of this machine that lives, and no other", async () => {
  const named = { host: hostname(), pid: process.pid };
  expect(JSON.parse(kernelProcess(named) ?? "")).toEqual({ ...named, started: expect.any(String) });
  expect(kernelProcess({ ...named, host: "elsewhere" })).toBeNull();
  const ended = spawn(process.execPath, ["-e", ""]);
  await once(ended, "exit");
  expect(kernelProcess({ ...named, pid: ended.pid })).toBeNull();
});

const host = hostname();
const odd = [undefined, null, 7, [], {}, { host }, { host, pid: "1" }, { host: 1, pid: 1 }, { host, pid: -1 }];

it.each(odd)("makes nothing of %j for a process", (told) => expect(kernelProcess(told)).toBeNull());

it.each(["", "{", "null", '{"host":7}', JSON.stringify({ host: "elsewhere", pid: 1, started: "1" })])(
  "leaves a run as it is whose tag is %j",
  async (value) => {
    const run = {
      info: { status: "RUNNING", run_id: "a" },
      data: { tags: [{ key: "trackside.kernel_process", value }] },
    };
    const noServer = new MlflowClient({ uri: "http://127.0.0.1:1", credentials: {} });
    expect(await endIfAbandoned(noServer, run as unknown as MlflowRun)).toBe(run);
    await noServer.close();
  },
);
