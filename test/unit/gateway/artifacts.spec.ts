import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "../../../kernel-helpers/src/gateway";
import { JournalWriter, runDirectory, spoolDirectory } from "../../../kernel-helpers/src/journal";
import type { TableView } from "../../../kernel-helpers/src/messages";
import { addKernelRun } from "../../../kernel-helpers/src/runtime";

const runId = "a".repeat(32);
let folder: string;
let gateway: Gateway;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trackside-artifacts-"));
  process.env["TRACKSIDE_RUNTIME_DIR"] = join(folder, "runtime");
  addKernelRun("k1", { projectRoot: folder, runId });
  writeFileSync(join(folder, "secret.txt"), "not for you");
  gateway = new Gateway();
  await gateway.listen({ socket: join(folder, "gateway.sock") });
});
afterAll(async () => {
  await gateway.close();
  delete process.env["TRACKSIDE_RUNTIME_DIR"];
  rmSync(folder, { recursive: true, force: true });
});

function record(artifacts: Readonly<Record<string, string | Uint8Array>>, spoolOf = (index: number) => String(index)) {
  const directory = runDirectory(folder, runId);
  const writer = { id: "w", host: "h", pid: process.pid, started: "" };
  const journal = new JournalWriter(directory, `w${Math.random()}`, {
    opening: {
      ...{ type: "run", version: 1, runId, name: "n", experiment: "e", trackingUri: "local", parentRunId: null },
      ...{ attempt: 1, kernelId: "k1", time: 1, tags: {}, writer },
    },
    onLoss: () => undefined,
  });
  mkdirSync(spoolDirectory(directory), { recursive: true });
  Object.entries(artifacts).forEach(([path, content], index) => {
    const spool = spoolOf(index);
    if (/^\w+$/.test(spool)) {
      writeFileSync(join(spoolDirectory(directory), spool), content);
    }
    journal.append({ type: "artifact", path, spool, size: content.length, time: 2 });
  });
  journal.close();
}

function get(area: string, query: Readonly<Record<string, string>>) {
  const path = `/${area}?${new URLSearchParams({ kernel: "k1", run: runId, ...query }).toString()}`;
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ socketPath: join(folder, "gateway.sock"), path }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.once("error", reject);
    sent.end();
  });
}

async function table(path: string): Promise<TableView> {
  return JSON.parse((await get("artifact-table", { path })).body) as TableView;
}

it("gives an artifact so that nothing in it can reach the page or the network", async () => {
  record({ "report/page.html": "<script>top.hostile = 1</script>" });
  const { status, headers, body } = await get("artifact", { path: "report/page.html" });
  expect({ status, body }).toEqual({ status: 200, body: "<script>top.hostile = 1</script>" });
  expect(headers["content-security-policy"]).toMatch(/^sandbox allow-scripts; default-src 'none'/);
  expect(headers["content-security-policy"]).not.toContain("allow-same-origin");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-type"]).toContain("text/html");
});

it("gives a download its name, whatever is in it", async () => {
  const path = 'a"b\r\nü.bin';
  record({ [path]: "bytes" });
  const { headers } = await get("artifact", { path, download: "1" });
  expect(headers["content-disposition"]).toBe(
    `attachment; filename="a_b_.bin"; filename*=UTF-8''a%22b%0D%0A%C3%BC.bin`,
  );
  expect(headers["content-type"]).toBe("application/octet-stream");
});

it("gives no more than a preview asks for", async () => {
  record({ "long.txt": "x".repeat(100_000) });
  expect((await get("artifact", { path: "long.txt", limit: "1000" })).body).toHaveLength(1_000);
});

it.each(["../../secret.txt", "secret.txt", "/etc/passwd", "", "w.journal"])("finds nothing at %j", async (path) => {
  expect((await get("artifact", { path })).status).toBe(404);
});

it("follows no journal that names a file outside of the spool", async () => {
  record({ "evil.txt": "" }, () => "../../../../secret.txt");
  const { status, body } = await get("artifact", { path: "evil.txt" });
  expect(status).toBe(400);
  expect(body).not.toContain("not for you");
});

it("reads the first rows of a CSV, with the kinds of its columns", async () => {
  record({ "ships.csv": 'name,length,note\n"Ada, II",12.5,\nBrig,9,old\n' });
  expect(await table("ships.csv")).toEqual({
    columns: [
      { name: "name", isNumber: false },
      { name: "length", isNumber: true },
      { name: "note", isNumber: false },
    ],
    rows: [
      ["Ada, II", "12.5", null],
      ["Brig", "9", "old"],
    ],
    rowCount: 2,
  });
});

it("shows only the start of a large table, and does not count it", async () => {
  record({ "large.csv": `n\n${"12345678\n".repeat(100_000)}` });
  const { rows, rowCount } = await table("large.csv");
  expect({ rows: rows.length, rowCount }).toEqual({ rows: 200, rowCount: null });
});

it("says that a file is no table", async () => {
  record({ "notes.txt": "hello" });
  expect(await get("artifact-table", { path: "notes.txt" })).toMatchObject({ status: 400 });
});
