import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MlflowClient } from "../../../kernel-helpers/src/mlflow-client";
import { ScriptedServer, type Answer, type Received } from "./scripted-server";

const folder = mkdtempSync(join(tmpdir(), "trackside-multipart-"));
const file = join(folder, "model.bin");
writeFileSync(file, "aaaabbbbcc");
afterAll(() => rmSync(folder, { recursive: true }));

const run = { artifact_uri: "mlflow-artifacts:/1/r/artifacts" };

/** A server whose storage answers a part as told; both are behind one address here. */
async function upload(part: (number: number, tries: number) => Answer) {
  const tries = new Map<string, number>();
  const server = await ScriptedServer.start((request: Received, { uri }) => {
    if (request.path.includes("/mpu/create/")) {
      const { num_parts } = JSON.parse(request.body) as { num_parts: number };
      const credentials = Array.from({ length: num_parts }, (_, index) => ({
        part_number: index + 1,
        url: `${uri}/storage/${index + 1}`,
      }));
      return { body: { upload_id: "u1", credentials } };
    }
    if (request.path.startsWith("/storage/")) {
      tries.set(request.path, (tries.get(request.path) ?? 0) + 1);
      return part(Number(request.path.split("/").at(-1)), tries.get(request.path)!);
    }
    return {};
  });
  const client = new MlflowClient(
    { uri: server.uri, credentials: { token: "secret" } },
    { multipart: { from: 8, partSize: 4 } },
  );
  const failure = await client.artifacts.upload(run, "models/model.bin", file).catch((error: unknown) => error);
  await client.close();
  server.close();
  return { received: server.received, failure };
}

const stored = (number: number): Answer => ({ headers: { etag: `"e${number}"` } });

it("sends each part with its own bytes, and completes with what the storage called them", async () => {
  const { received, failure } = await upload(stored);
  expect(failure).toBeUndefined();
  expect(received.filter(({ path }) => path.startsWith("/storage/")).map(({ body }) => body)).toEqual([
    "aaaa",
    "bbbb",
    "cc",
  ]);
  const complete = received.at(-1)!;
  expect(complete.path).toBe("/api/2.0/mlflow-artifacts/mpu/complete/1/r/artifacts/models");
  expect(JSON.parse(complete.body)).toMatchObject({
    path: "model.bin",
    upload_id: "u1",
    parts: [1, 2, 3].map((number) => ({ part_number: number, etag: `"e${number}"` })),
  });
});

it("sends a part again that the storage failed to take", async () => {
  const { received, failure } = await upload((number, tries) =>
    number === 2 && tries < 3 ? { status: 503 } : stored(number),
  );
  expect(failure).toBeUndefined();
  expect(received.filter(({ path }) => path === "/storage/2").map(({ body }) => body)).toEqual([
    "bbbb",
    "bbbb",
    "bbbb",
  ]);
});

it("takes the parts away again and tells the storage's reason when a part cannot be stored", async () => {
  const { received, failure } = await upload((number) =>
    number === 2 ? { status: 507, body: "the disk is full" } : stored(number),
  );
  expect(failure).toMatchObject({ status: 507, message: "the artifact storage refused part 2: the disk is full" });
  expect(received.at(-1)).toMatchObject({ path: "/api/2.0/mlflow-artifacts/mpu/abort/1/r/artifacts/models" });
  expect(JSON.parse(received.at(-1)!.body)).toEqual({ path: "model.bin", upload_id: "u1" });
});
