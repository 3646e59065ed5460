import { createHash, randomBytes } from "node:crypto";
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";
import { documented } from "./documented";
import { all, Fixture, storageServerUri, storageUri, uniqueName } from "./server";

// S3 takes no part below 5 MiB but the last
const partSize = 5 * 1024 ** 2;
const fixture = new Fixture(storageServerUri, { multipart: { from: partSize, partSize } });
const { artifacts, experiments, loggedModels, runs } = fixture.client;
afterAll(() => fixture.close());

async function digest(stream: Readable): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(stream, hash);
  return hash.digest("hex");
}

/** A file whose every part differs from the others. */
function file(name: string, size: number): string {
  const path = join(fixture.folder, name);
  writeFileSync(path, randomBytes(size));
  return path;
}

it.each([
  ["a last part that is not full", 2 * partSize + 12_345],
  ["full parts only", 2 * partSize],
  ["one part", partSize],
  ["less than a part", 1_000],
])("uploads a file of %s and reads it back", async (what, size) => {
  const { info } = await fixture.newRun();
  const source = file("large.bin", size);
  const path = `models/é & ${what}.bin`;
  await artifacts.upload(info, path, source);
  expect(await all(artifacts.list(info, { path: "models" }))).toEqual([{ path, isFolder: false, size }]);
  expect(await digest(await artifacts.download(info, path))).toBe(await digest(createReadStream(source)));
});

it("sends a large file in parts to the storage itself where the documentation says so", async () => {
  const abilities = await fixture.client.abilities();
  expect(abilities.multipartUpload).toBe(documented("says whether it takes artifacts in parts") ? true : null);
  const { info } = await fixture.newRun();
  await artifacts.upload(info, "whole.bin", file("whole.bin", 3 * partSize));
  const head = await fetch(`${storageUri}/artifacts/root/${new URL(info.artifact_uri).pathname.slice(1)}/whole.bin`, {
    method: "HEAD",
  });
  // a storage names a file of parts by their number: the server itself would have made two of 8 MiB
  expect(head.headers.get("etag")?.endsWith('-3"')).toBe(documented("large artifacts in parts, straight to S3"));
});

it("sends a large file as a whole where the storage takes no parts", async () => {
  const disk = new Fixture(undefined, { multipart: { from: 1_000, partSize } });
  const { info } = await disk.newRun();
  const source = file("whole.bin", 10_000);
  await disk.client.artifacts.upload(info, "a/whole.bin", source);
  await disk.client.artifacts.upload(info, "whole.bin", source);
  expect(await digest(await disk.client.artifacts.download(info, "a/whole.bin"))).toBe(
    await digest(createReadStream(source)),
  );
  await disk.close();
});

describe("artifacts that the server does not keep behind itself", () => {
  const location = "s3://artifacts/direct & more";
  const put = (uri: string, path: string) =>
    fetch(`${storageUri}/${encodeURI(uri.replace("s3://", ""))}/${encodeURI(path)}`, { method: "PUT", body: "é" });

  it("can be read through it, but not written", async () => {
    const experimentId = await experiments.create(uniqueName("elsewhere"), { artifactLocation: location });
    const { info } = await runs.create({ experimentId, name: "run", startTime: Date.now(), tags: {} });
    await put(info.artifact_uri, "plots/a & b.txt");
    expect(await all(artifacts.list(info, { path: "plots" }))).toEqual([
      { path: "plots/a & b.txt", isFolder: false, size: 2 },
    ]);
    expect(await text(await artifacts.download(info, "plots/a & b.txt"))).toBe("é");
    await expect(artifacts.upload(info, "b.txt", file("b.txt", 3))).rejects.toThrow(/out of Trackside's reach/);
  });

  it("can be read of a logged model, too, where there are some", async () => {
    if (!documented("logged models, and which run made them")) {
      return;
    }
    const experimentId = await experiments.create(uniqueName("elsewhere"), { artifactLocation: location });
    const { info } = await loggedModels.create({ experimentId, name: "prices" });
    await put(info.artifact_uri, "MLmodel");
    expect(await text(await artifacts.download(info, "MLmodel"))).toBe("é");
  });
});
