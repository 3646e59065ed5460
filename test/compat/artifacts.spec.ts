import { createServer } from "node:http";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { MlflowClient, MlflowValueError, type MlflowRunInfo } from "../../kernel-helpers/src/mlflow-client";
import { all, Fixture, uniqueName } from "./server";

const fixture = new Fixture();
const { artifacts, experiments, runs } = fixture.client;
afterAll(() => fixture.close());

const names = ["model.json", "plots/loss.svg", "plots/deep/er/é x & y+z=%.txt", "plots/empty.txt"];

/** A run whose artifacts are behind the server, or in a folder of this machine that the server names. */
async function newRun(place: "proxied" | "local"): Promise<MlflowRunInfo> {
  const artifactLocation = `file://${fixture.folder}/a folder of artifacts`;
  const experimentId = await experiments.create(uniqueName(place), place === "local" ? { artifactLocation } : {});
  return (await runs.create({ experimentId, name: "artifacts", startTime: Date.now(), tags: {} })).info;
}

function content(name: string): string {
  return name.includes("empty") ? "" : `content of ${name} 日本`;
}

function source(name: string): string {
  const file = join(fixture.folder, "sources", name.replaceAll("/", "_"));
  mkdirSync(join(fixture.folder, "sources"), { recursive: true });
  writeFileSync(file, content(name));
  return file;
}

describe.each(["proxied", "local"] as const)("artifacts that are %s", (place) => {
  let run: MlflowRunInfo;
  beforeAll(async () => {
    run = await newRun(place);
    for (const name of names) {
      await artifacts.upload(run, name, source(name));
    }
  });

  it("are listed, folder by folder or all", async () => {
    expect(await all(artifacts.list(run))).toEqual([
      { path: "model.json", isFolder: false, size: Buffer.byteLength(content("model.json")) },
      { path: "plots", isFolder: true, size: null },
    ]);
    expect((await all(artifacts.list(run, { path: "plots" }))).map(({ path }) => path)).toEqual([
      "plots/deep",
      "plots/empty.txt",
      "plots/loss.svg",
    ]);
    const found = await all(artifacts.list(run, { recursive: true }));
    expect(found.flatMap(({ path, isFolder }) => (isFolder ? [] : [path])).sort()).toEqual([...names].sort());
  });

  it("are read as they come", async () => {
    const stream = await artifacts.download(run, "plots/deep/er/é x & y+z=%.txt");
    expect((await buffer(stream)).toString()).toBe(content("plots/deep/er/é x & y+z=%.txt"));
  });

  it("are downloaded into a folder, all or below a path or one alone", async () => {
    const into = (name: string) => join(fixture.folder, "downloads", place, name);
    expect((await artifacts.downloadInto(run, "", into("all"))).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(readFileSync(join(into("all"), name), "utf8")).toBe(content(name));
    }
    expect(await artifacts.downloadInto(run, "plots/deep", into("some"))).toEqual(["plots/deep/er/é x & y+z=%.txt"]);
    expect(await artifacts.downloadInto(run, "model.json", into("one"))).toEqual(["model.json"]);
    expect(existsSync(join(into("one"), "plots"))).toBe(false);
  });

  it("are missing for good when they are not there, which no retry changes", async () => {
    await expect(artifacts.download(run, "plots/none.txt")).rejects.toMatchObject({
      errorCode: "RESOURCE_DOES_NOT_EXIST",
      isTransient: false,
    });
  });

  it("are replaced by what is uploaded to the same path", async () => {
    await artifacts.upload(run, "plots/changed.txt", source("first"));
    await artifacts.upload(run, "plots/changed.txt", source("second"));
    const text = await buffer(await artifacts.download(run, "plots/changed.txt"));
    expect(text.toString()).toBe(content("second"));
    await artifacts.upload(run, "plots/changed.txt", source("plots/empty.txt"));
    expect(await buffer(await artifacts.download(run, "plots/changed.txt"))).toHaveLength(0);
  });

  it.each(["../up.txt", "/etc/passwd", "a/../../up.txt", "a//b", "", ".", "a/\0b"])(
    "are not written to or read from %j",
    async (path) => {
      await expect(artifacts.upload(run, path, source("model.json"))).rejects.toThrow(MlflowValueError);
      await expect(artifacts.download(run, path)).rejects.toThrow(MlflowValueError);
    },
  );

  it("are streamed, so that a large one takes no memory", async () => {
    const file = join(fixture.folder, "large.bin");
    writeFileSync(file, Buffer.alloc(64 * 1024 ** 2, 7));
    await artifacts.upload(run, "large.bin", file);
    const before = process.memoryUsage().rss;
    let length = 0;
    let most = 0;
    for await (const chunk of await artifacts.download(run, "large.bin")) {
      length += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(length).toBe(64 * 1024 ** 2);
    expect(most).toBeLessThan(48 * 1024 ** 2);
  });
});

it("keeps what a hostile server names inside the folder that is downloaded into", async () => {
  const hostile = createServer((incoming, answer) => {
    const files = incoming.url?.includes("/artifacts/list")
      ? { files: [{ path: "../outside.txt", is_dir: false, file_size: 3 }] }
      : "out";
    answer.end(JSON.stringify(files));
  }).listen(0, "127.0.0.1");
  await once(hostile, "listening");
  const client = new MlflowClient({
    uri: `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`,
    credentials: {},
  });
  const owner = { run_id: "r", artifact_uri: "mlflow-artifacts:/1/r/artifacts" };
  const folder = join(fixture.folder, "inside", "folder");
  await expect(client.artifacts.downloadInto(owner, "", folder)).rejects.toThrow(MlflowValueError);
  expect(existsSync(join(fixture.folder, "inside", "outside.txt"))).toBe(false);
  await client.close();
  hostile.close();
});

it("says what to do about artifacts that are out of reach", async () => {
  const elsewhere = { run_id: "r", artifact_uri: "s3://bucket/1/r/artifacts" };
  await expect(artifacts.upload(elsewhere, "a.txt", source("model.json"))).rejects.toThrow(
    "artifacts of this run lie at s3://bucket/1/r/artifacts, out of Trackside's reach: start the server with --serve-artifacts",
  );
});
