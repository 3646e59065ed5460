import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shipperSocketPath } from "../../../kernel-helpers/src/runtime";
import { mlflow } from "../../../kernel-helpers/src/tracking";
import { setCurrentSession } from "../../../kernel-helpers/src/tracking/current-session";
import { Session } from "../../../kernel-helpers/src/tracking/session";

const sources = join(__dirname, "../../../kernel-helpers/src/tracking");

/** The methods of an object of `mlflow`'s, each with the code of its example. */
function examplesIn(file: string): [string, string][] {
  const text = readFileSync(join(sources, file), "utf8");
  const documented = text.matchAll(/ {3}\* @example([\s\S]*?)\*\/\n {2}(?:async )?(\w+)/g);
  return [...documented].map(([, code = "", method = ""]) => [method, code.replace(/^ *\* ?/gm, "").trim()]);
}

const examples = ["log-values.ts", "log-artifacts.ts", "run-control.ts"].flatMap(examplesIn);

const directory = mkdtempSync(join(tmpdir(), "trackside-"));
const before = process.cwd();
// Takes the shipper's place, so that none is started.
const listener = createServer();
let session: Session;

beforeAll(async () => {
  process.env["TRACKSIDE_RUNTIME_DIR"] = directory;
  process.chdir(directory);
  writeFileSync("report.pdf", "%PDF");
  mkdirSync("output");
  await once(listener.listen(shipperSocketPath()), "listening");
  session = new Session(directory, null);
  setCurrentSession(session);
  const [socket] = (await once(listener, "connection")) as [Socket];
  await once(socket, "data");
  socket.resume();
});

afterAll(() => {
  mlflow.disableSystemMetricsLogging();
  session.end("FINISHED");
  session.close();
  listener.close();
  process.chdir(before);
  rmSync(directory, { recursive: true, force: true });
});

it("has an example for every method", () => {
  const methods = Object.keys(mlflow).filter((name) => name !== "data");
  expect(examples.map(([method]) => method).sort()).toEqual(methods.sort());
});

// flush() waits for a server: test/integration/tracking has it.
it.each(examples.filter(([method]) => method !== "flush"))("the example of %s runs", async (_method, code) => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is that of our own comments
  const run = new Function("mlflow", "console", `return (async () => {${code}\n})()`) as (
    api: typeof mlflow,
    silent: { log: () => void },
  ) => Promise<void>;
  await run(mlflow, { log: () => undefined });
});
