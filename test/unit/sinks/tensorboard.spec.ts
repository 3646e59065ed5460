import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalRecord, MetricRecord } from "../../../kernel-helpers/src/journal";
import { createSink, type SinkContext } from "../../../kernel-helpers/src/sinks";
import { TemporaryProject } from "../../support/temporary-project";
import { marked, openingOf, RecordedRun } from "./recorded-run";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

function tensorboard(options: Readonly<Record<string, unknown>> = {}) {
  const context: SinkContext = {
    projectRoot: project.root,
    environment: () => ({}),
    mlflow: () => {
      throw new Error("not asked for");
    },
  };
  return createSink({ name: "board", type: "tensorboard", options }, context);
}

const metric = (step: number, value: MetricRecord["value"] = step / 3): JournalRecord => ({
  type: "metric",
  key: "loss",
  value,
  step,
  time: 1_795_512_000_000 + step,
});
const metrics = (from: number, count: number) => Array.from({ length: count }, (_, index) => metric(from + index));

const folder = "evening-01234567";

function eventFiles(): string[] {
  return readdirSync(join(project.root, "tensorboard", folder)).sort();
}

function bytesOf(index = 0): Buffer {
  return readFileSync(join(project.root, "tensorboard", folder, eventFiles()[index] ?? ""));
}

/** Writes 40 points in one go: what all others are compared with. */
async function undisturbed(): Promise<Buffer> {
  const sink = await tensorboard().open(new RecordedRun(project.root));
  await sink.write(marked(metrics(0, 40)));
  const bytes = bytesOf();
  rmSync(join(project.root, "tensorboard"), { recursive: true });
  return bytes;
}

it("writes the same bytes however the records are portioned", async () => {
  const whole = await undisturbed();
  const run = new RecordedRun(project.root);
  const sink = await tensorboard().open(run);
  for (let from = 0; from < 40; from += 10) {
    expect(await sink.write(marked(metrics(from, 10), from))).toEqual({ taken: 10, rejected: [] });
  }
  expect(bytesOf().equals(whole)).toBe(true);
  expect(eventFiles()[0]).toMatch(/^events\.out\.tfevents\.1795512000\./);
});

it("writes metrics that were logged at once as it writes each alone", async () => {
  const point = { type: "metric", value: 0.5, step: 3, time: 1_795_512_000_003 } as const;
  const each = [
    { ...point, key: "loss" },
    { ...point, key: "score", value: 1 },
  ];
  const run = new RecordedRun(project.root);
  await (await tensorboard().open(run)).write(marked(each));
  const apart = bytesOf();
  rmSync(join(project.root, "tensorboard"), { recursive: true });
  const { step, time } = point;
  const entries = each.map(({ key, value }) => [key, value] as const);
  await (
    await tensorboard().open(new RecordedRun(project.root))
  ).write(marked([{ type: "metrics", entries, step, time }]));
  expect(bytesOf().equals(apart)).toBe(true);
});

it("overwrites what a killed shipper wrote and had not noted", async () => {
  const whole = await undisturbed();
  const run = new RecordedRun(project.root);
  const first = await tensorboard().open(run);
  await first.write(marked(metrics(0, 10)));
  run.forgets = true;
  await expect(first.write(marked(metrics(10, 25), 10))).rejects.toThrow("killed");
  run.forgets = false;

  const second = await tensorboard().open(run);
  expect(await second.lastMark?.("a.0000.journal")).toBe("a.0000.journal@1000");
  await second.write(marked(metrics(10, 30), 10));
  expect(bytesOf().equals(whole)).toBe(true);
});

it("overwrites half an event", async () => {
  const whole = await undisturbed();
  const run = new RecordedRun(project.root);
  await (await tensorboard().open(run)).write(marked(metrics(0, 10)));
  appendFileSync(join(project.root, "tensorboard", folder, eventFiles()[0] ?? ""), Buffer.alloc(7, 1));
  await (await tensorboard().open(run)).write(marked(metrics(10, 30), 10));
  expect(bytesOf().equals(whole)).toBe(true);
});

it("tells the last mark of each journal by itself", async () => {
  const run = new RecordedRun(project.root);
  const sink = await tensorboard().open(run);
  await sink.write(marked(metrics(0, 3), 0, "a.0000.journal"));
  await sink.write(marked(metrics(3, 5), 0, "b.0000.journal"));
  expect(await sink.lastMark?.("a.0000.journal")).toBe("a.0000.journal@300");
  expect(await sink.lastMark?.("b.0000.journal")).toBe("b.0000.journal@500");
  expect(await sink.lastMark?.("c.0000.journal")).toBeNull();
});

it("goes on in a new file where the old one was cut or removed", async () => {
  const run = new RecordedRun(project.root);
  const sink = await tensorboard().open(run);
  await sink.write(marked(metrics(0, 10)));
  truncateSync(join(project.root, "tensorboard", folder, eventFiles()[0] ?? ""), 100);
  await sink.write(marked(metrics(10, 10), 10));
  expect(eventFiles()).toHaveLength(2);
  expect(bytesOf(0)).toHaveLength(100);

  rmSync(join(project.root, "tensorboard"), { recursive: true });
  await sink.write(marked(metrics(20, 10), 20));
  expect(eventFiles()).toHaveLength(1);
  await sink.write(marked(metrics(30, 10), 30));
  expect(eventFiles()).toHaveLength(1);
});

it("rejects a file that is no PNG image whatever its name says, and one whose bytes are gone", async () => {
  project.write("spool-0", "no image");
  const artifact = (path: string, spool: string): JournalRecord => ({
    type: "artifact",
    path,
    spool,
    size: 8,
    time: 5,
  });
  const sink = await tensorboard().open(new RecordedRun(project.root));
  const records = marked([
    artifact("chart.png", "spool-0"),
    artifact("gone.txt", "spool-1"),
    artifact("model.bin", "x"),
  ]);
  expect(await sink.write(records)).toEqual({
    taken: 3,
    rejected: [
      { what: "artifact chart.png", reason: "it is not a PNG image" },
      { what: "artifact gone.txt", reason: "its bytes are gone" },
    ],
  });
});

it("takes large artifacts in portions that fit into memory", async () => {
  const png = Buffer.alloc(3 * 1024 * 1024);
  Buffer.from("89504e470d0a1a0a0000000d494844520000000200000003080600000000", "hex").copy(png);
  project.write("spool-0", png);
  const artifact: JournalRecord = { type: "artifact", path: "a.png", spool: "spool-0", size: png.length, time: 5 };
  const sink = await tensorboard().open(new RecordedRun(project.root));
  expect((await sink.write(marked([artifact, artifact, artifact, artifact]))).taken).toBe(2);
});

it.each([
  ["../shift/run", "_shift_run-01234567"],
  ["größe 7", "größe_7-01234567"],
  ["", "run-01234567"],
])("names the folder of the run %p so that it can be nowhere else", async (name, expected) => {
  const run = new RecordedRun(project.root, openingOf(name));
  await tensorboard().open(run);
  expect(readdirSync(join(project.root, "tensorboard"))).toEqual([expected]);
});

it.each(["../elsewhere", "/tmp/elsewhere", "link/below"])(
  "refuses the directory %p, which is not in the project",
  async (directory) => {
    symlinkSync(tmpdir(), join(project.root, "link"));
    mkdirSync(join(project.root, "inside"));
    await expect(tensorboard({ directory }).open(new RecordedRun(project.root))).rejects.toMatchObject({
      code: "sinks.outside",
      message: expect.stringContaining(directory.split("/").at(-1) ?? "") as string,
    });
  },
);
