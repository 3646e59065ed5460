import { createSink, type Sink } from "../../../kernel-helpers/src/sinks";
import { TemporaryProject } from "../../support/temporary-project";
import { marked, RecordedRun } from "./recorded-run";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

function sinkOf(type: string, options: Readonly<Record<string, unknown>> = {}): Sink {
  return createSink(
    { name: "own", type, options },
    {
      projectRoot: project.root,
      environment: () => ({ TOKEN: "harbour" }),
      mlflow: () => {
        throw new Error("not asked for");
      },
    },
  );
}

const open = (type: string, options?: Readonly<Record<string, unknown>>) =>
  sinkOf(type, options).open(new RecordedRun(project.root));

const records = marked([
  { type: "param", key: "lr", value: "0.5", time: 5 },
  { type: "metric", key: "loss", value: 1, step: 0, time: 6 },
]);

/** A module whose write does something, and which says what it was given by rejecting it. */
const moduleThat = (write: string) => `
  export const createSink = (options, { projectRoot, environment }) => ({
    open: async (run) => ({
      write: async (records) => ${write},
    }),
  });
`;

it.each(["own.ts", "own.js", "own.mjs"])("loads %s, and hands it options, project, variables and run", async (file) => {
  project.write(
    `sinks/${file}`,
    moduleThat(
      "({ taken: 1, rejected: [{ what: options.a + environment().TOKEN + run.opening.name, reason: projectRoot }] })",
    ),
  );
  const sink = await open(`./sinks/${file}`, { a: "b " });
  expect(await sink.write(records)).toEqual({
    taken: 1,
    rejected: [{ what: "b harbourevening", reason: project.root }],
  });
});

it("loads an installed package", async () => {
  project.write("node_modules/harbour-sink/package.json", JSON.stringify({ name: "harbour-sink", main: "main.cjs" }));
  project.write(
    "node_modules/harbour-sink/main.cjs",
    "exports.createSink = () => ({ open: () => ({ write: (records) => ({ taken: records.length }) }) });",
  );
  expect(await (await open("harbour-sink")).write(records)).toEqual({ taken: 2, rejected: [] });
});

it("loads a file anew once it is mended", async () => {
  project.write("own.ts", "export const createSink = () => { throw new Error('not yet'); };");
  const sink = sinkOf("./own.ts");
  await expect(sink.open(new RecordedRun(project.root))).rejects.toThrow("not yet");
  project.write("own.ts", moduleThat("({ taken: 2 })"));
  const opened = await sink.open(new RecordedRun(project.root));
  expect(await opened.write(records)).toEqual({ taken: 2, rejected: [] });
});

it.each([
  ["./missing.ts", "", "is no file of the project"],
  ["harbour-sink", "", "is no package installed in the project"],
  ["../own.ts", "", "is no file of the project"],
  ["./own.ts", "export const other = 1;", "exports no function createSink"],
  ["./own.ts", "export const createSink = () => ({});", "has no function open"],
  ["./own.ts", "export const createSink = () => ({ open: async () => ({}) });", "has no function write"],
  ["./own.ts", "export const createSink = (", "own.ts"],
])("says what is wrong with the module %p: %p", async (type, source, message) => {
  project.write("own.ts", source);
  await expect(open(type)).rejects.toMatchObject({
    code: "sinks.invalid-module",
    message: expect.stringContaining(message) as string,
  });
});

it.each(["undefined", "{ taken: 0 }", "{ taken: 3 }", "{ taken: 1.5 }", "{}"])(
  "refuses %s as the answer of a write, which would lose records or send them for ever",
  async (answer) => {
    project.write("own.ts", moduleThat(`(${answer})`));
    const sink = await open("./own.ts");
    await expect(sink.write(records)).rejects.toMatchObject({ code: "sinks.invalid-module" });
  },
);

it("asks a module for its last mark only where it tells one", async () => {
  project.write("own.ts", moduleThat("({ taken: 1 })"));
  expect(await open("./own.ts")).toHaveProperty("lastMark", undefined);
  project.write(
    "marks.ts",
    "export const createSink = () => ({ open: () => ({ write: 1 && (() => 1), lastMark: (journal) => journal + '@7' }) });",
  );
  expect(await (await open("./marks.ts")).lastMark?.("a.0000.journal")).toBe("a.0000.journal@7");
});

it("makes a sink of a wrong entry that says so when a run opens, and holds up no other", async () => {
  await expect(sinkOf("mlflow").open(new RecordedRun(project.root))).rejects.toMatchObject({
    code: "sinks.invalid-option",
    message: expect.stringContaining('has no "tracking_uri"') as string,
  });
});
