import { spawn } from "node:child_process";
import { once } from "node:events";
import { hostname } from "node:os";
import { endIfAbandoned, kernelProcess } from "../../../kernel-helpers/src/gateway/abandoned-run";
import { MlflowClient, type MlflowRun } from "../../../kernel-helpers/src/mlflow-client";

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
