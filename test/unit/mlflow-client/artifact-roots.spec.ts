import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MlflowClient } from "../../../kernel-helpers/src/mlflow-client";

const folder = mkdtempSync(join(tmpdir(), "trackside-roots-"));
const file = join(folder, "model.bin");
writeFileSync(file, "content");
afterAll(() => rmSync(folder, { recursive: true }));

async function upload(uri: string, artifactRoot: string): Promise<unknown> {
  const client = new MlflowClient({ uri, credentials: {} });
  try {
    await client.artifacts.upload({ artifact_uri: artifactRoot }, "a/model.bin", file);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.close();
  }
}

it("writes into a folder that a server on this machine names", async () => {
  const root = join(folder, "a root #1");
  for (const uri of ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"]) {
    rmSync(root, { recursive: true, force: true });
    expect(await upload(uri, root)).toBeUndefined();
    expect(existsSync(join(root, "a", "model.bin"))).toBe(true);
  }
});

it.each([
  ["a folder of another machine's disk", (root: string) => root],
  ["such a folder as an URL", (root: string) => `file://${root}`],
  ["a folder relative to the one that the server was started in", () => "./mlruns/0/r/artifacts"],
  ["a folder that the network shares", () => "file://files.example/mlruns/0/r/artifacts"],
  ["a storage", () => "s3://bucket/0/r/artifacts"],
  ["another server of artifacts", () => "mlflow-artifacts://artifacts.example:5000/0/r/artifacts"],
])("does not take %s for one of its own", async (_what, rootOf) => {
  const root = join(folder, "not here");
  expect(await upload("http://tracking.example:5000", rootOf(root))).toMatchObject({
    message: expect.stringContaining("out of Trackside's reach: start the server with --serve-artifacts"),
    isTransient: false,
  });
  expect(existsSync(root)).toBe(false);
});
