import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createSink, type Sink } from "../../../kernel-helpers/src/sinks";
import type { JournalRecord, MetricRecord } from "../../../kernel-helpers/src/journal";
import { TemporaryProject } from "../../support/temporary-project";
import { marked, RecordedRun } from "../../unit/sinks/recorded-run";
import { until, Workspace } from "../tracking/workspace";
import { OtlpReceiver } from "./otlp-receiver";

const receiver = new OtlpReceiver();
let project: TemporaryProject;
const sinks: Sink[] = [];

beforeAll(() => receiver.start());
afterAll(() => receiver.stop());
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(async () => {
  receiver.answer = () => ({ status: 200 });
  await Promise.all(sinks.splice(0).map(async (sink) => sink.close?.()));
  project.dispose();
});

function otlp(options: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv = {}) {
  const sink = createSink(
    { name: "metrics", type: "otlp", options },
    {
      projectRoot: project.root,
      environment: () => environment,
      mlflow: () => {
        throw new Error("not asked for");
      },
    },
  );
  sinks.push(sink);
  return sink;
}

const start = 1_795_512_000_000;
const metric = (key: string, step: number, value: MetricRecord["value"] = step / 4): JournalRecord => ({
  type: "metric",
  key,
  value,
  step,
  time: start + step,
});

/** The points that came while something was done. */
async function pointsOf(action: () => Promise<unknown>) {
  const before = (await receiver.points()).length;
  await action();
  return (await receiver.points()).slice(before);
}

it("sends each point as a gauge with its own time, its step, and whose it is", async () => {
  const sink = await otlp({ endpoint: receiver.endpoint }).open(new RecordedRun(project.root));
  const records = marked([
    metric("train/loss", 0, 0),
    metric("train/loss", 1),
    { type: "param", key: "lr", value: "0.5", time: start },
    metric("f1", 7, 0.1),
  ]);
  const points = await pointsOf(async () => {
    expect(await sink.write(records)).toEqual({ taken: 4, rejected: [] });
  });
  expect(receiver.paths.at(-1)).toBe("/v1/metrics");
  expect(points.map(({ name, value, attributes, timeUnixNano }) => [name, value, attributes, timeUnixNano])).toEqual([
    ["train/loss", "0.0", { step: 0 }, `${start}000000`],
    ["train/loss", "0.25", { step: 1 }, `${start + 1}000000`],
    ["f1", "0.1", { step: 7 }, `${start + 7}000000`],
  ]);
  expect(points[0]?.resource).toEqual({
    "service.name": "trackside",
    "service.instance.id": "0123456789abcdef0123456789abcdef",
    "trackside.run_id": "0123456789abcdef0123456789abcdef",
    "trackside.run_name": "evening",
    "trackside.experiment": "harbour",
    "trackside.attempt": 1,
  });
});

it("sends values that are no finite numbers, and steps below zero", async () => {
  const sink = await otlp({ endpoint: receiver.endpoint, service_name: "tides" }).open(new RecordedRun(project.root));
  const values = ["NaN", "Infinity", "-Infinity"] as const;
  const points = await pointsOf(() => sink.write(marked(values.map((value, index) => metric("loss", -index, value)))));
  expect(points.map(({ value }) => value)).toEqual(["nan", "inf", "-inf"]);
  expect(points.at(-1)?.attributes).toEqual({ step: -2 });
  expect(points[0]?.resource["service.name"]).toBe("tides");
});

it("leaves steps out where they would make a series of each point", async () => {
  const sink = await otlp({ endpoint: receiver.endpoint, steps: false }).open(new RecordedRun(project.root));
  const points = await pointsOf(() => sink.write(marked([metric("loss", 3)])));
  expect(points.map(({ attributes }) => attributes)).toEqual([{}]);
});

it("takes address and headers from the project's variables, and leaves those of the process alone", async () => {
  process.env["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=other-project";
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    OTEL_EXPORTER_OTLP_METRICS_HEADERS: "x-team=harbour",
    OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
  };
  try {
    const sink = await otlp({}, environment).open(new RecordedRun(project.root));
    const points = await pointsOf(() => sink.write(marked([metric("loss", 3)])));
    expect(points).toHaveLength(1);
    expect(receiver.headers.at(-1)).toMatchObject({ "x-team": "harbour", "content-encoding": "gzip" });
    expect(receiver.headers.at(-1)).not.toHaveProperty("authorization");
    expect(process.env["OTEL_EXPORTER_OTLP_HEADERS"]).toBe("authorization=other-project");
    expect(process.env["OTEL_EXPORTER_OTLP_ENDPOINT"]).toBeUndefined();
  } finally {
    delete process.env["OTEL_EXPORTER_OTLP_HEADERS"];
  }
});

it("sets aside the one point that the collector refuses for good, and sends the others", async () => {
  receiver.answer = () => ({ status: 200 });
  const sink = await otlp({ endpoint: receiver.endpoint }).open(new RecordedRun(project.root));
  const requestsBefore = receiver.requestCount;
  // The collector refuses every request but those of one half: 4 records, halves of 2, of 1.
  receiver.answer = (index) => ({ status: [0, 1, 2].includes(index - requestsBefore) ? 400 : 200 });
  const points = await pointsOf(async () => {
    expect(await sink.write(marked([0, 1, 2, 3].map((step) => metric("loss", step))))).toEqual({
      taken: 4,
      rejected: [{ what: "metric loss", reason: "400 Bad Request" }],
    });
  });
  expect(points.map(({ attributes }) => attributes["step"])).toEqual([1, 2, 3]);
});

it.each([401, 404, 500])("keeps the records when the collector answers %d, and says where", async (status) => {
  receiver.answer = () => ({ status });
  const sink = await otlp({ endpoint: receiver.endpoint }).open(new RecordedRun(project.root));
  await expect(sink.write(marked([metric("loss", 0)]))).rejects.toThrow(
    `${receiver.endpoint} does not take metrics: ${status} `,
  );
});

it("asks nobody where there are no points", async () => {
  const sink = await otlp({ endpoint: "http://127.0.0.1:9" }).open(new RecordedRun(project.root));
  const records: JournalRecord[] = [{ type: "end", status: "FINISHED", time: start }];
  expect(await sink.write(marked(records))).toEqual({ taken: 1, rejected: [] });
});

it.each([
  [{ endpoint: "collector:4318" }, 'has "endpoint"'],
  [{ endpoint: "http://ann:secret@collector:4318" }, 'has "endpoint"'],
  [{ end_point: "http://127.0.0.1:4318" }, 'has "end_point"'],
  [{ service_name: 3 }, 'has "service_name"'],
  [{ steps: "yes" }, 'has "steps"'],
])("refuses the options %p when the first run opens", async (options, message) => {
  await expect(otlp(options).open(new RecordedRun(project.root))).rejects.toMatchObject({
    code: "sinks.invalid-option",
    message: expect.stringContaining(message) as string,
  });
});

it("hands the headers from the program that records to the shipper, which the journal never holds", async () => {
  const workspace = new Workspace({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  workspace.write("conf/base/mlflow.yml", "tracking:\n  sinks:\n    metrics:\n      type: otlp\n");
  try {
    const points = await pointsOf(async () => {
      await workspace.run("trackside.mlflow.logMetric('loss', 0.5, { step: 3 });", {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20tide-secret",
      });
      await until("it is sent", async () => (await workspace.reports())[0]?.sinks[0]?.queued === 0);
    });
    expect(points).toMatchObject([{ name: "loss", value: "0.5", attributes: { step: 3 } }]);
    expect(receiver.headers.at(-1)).toMatchObject({ authorization: "Bearer tide-secret" });
    const [folder = ""] = workspace.runFolders();
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(1);
    expect(files.map(({ name }) => readFileSync(join(folder, name), "utf8")).join("")).not.toContain("tide-secret");
  } finally {
    await workspace.close();
  }
});

it("says which package to install where it is not installed", async () => {
  const repository = resolve(__dirname, "../../..");
  const packages = join(project.root, "node_modules");
  mkdirSync(packages);
  for (const part of ["lib", "package.json"]) {
    await cp(join(repository, "kernel-helpers", part), join(packages, "trackside", part), { recursive: true });
  }
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (!["@opentelemetry", "trackside"].includes(name)) {
      symlinkSync(join(repository, "node_modules", name), join(packages, name));
    }
  }
  const workspace = new Workspace();
  try {
    const printed = await workspace.execute(process.execPath, [
      "-e",
      `const { createSink } = require(${JSON.stringify(join(packages, "trackside", "lib", "sinks"))});
       const settings = { name: "metrics", type: "otlp", options: {} };
       const context = { projectRoot: ${JSON.stringify(project.root)}, environment: () => process.env };
       const run = { projectRoot: context.projectRoot, opening: {}, memory: {} };
       createSink(settings, context).open(run).catch((error) => console.log(error.code, error.message));`,
    ]);
    expect(printed.trim()).toBe(
      'sinks.missing-package the sink "metrics" of type otlp needs the package @opentelemetry/exporter-metrics-otlp-proto\n' +
        "Install it in the project: npm install @opentelemetry/exporter-metrics-otlp-proto",
    );
  } finally {
    await workspace.close();
  }
});
