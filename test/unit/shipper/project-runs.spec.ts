import { existsSync, mkdirSync, rmSync } from "node:fs";
import { JournalWriter, runDirectory, runsDirectory } from "../../../kernel-helpers/src/journal";
import { ProjectRuns } from "../../../kernel-helpers/src/shipper/project-runs";
import { TemporaryProject } from "../../support/temporary-project";
import { openingOf } from "../sinks/recorded-run";

const runId = "0123456789abcdef0123456789abcdef";
const unreachable = {
  name: "main",
  sink: { open: () => Promise.reject(new Error("the tracking server is down")) },
};

let project: TemporaryProject;
let runs: ProjectRuns;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(async () => {
  await runs.close();
  project.dispose();
});

function record(): void {
  new JournalWriter(runDirectory(project.root, runId), "w", { opening: { ...openingOf("first"), runId } }).close();
}

function follow(): void {
  runs = new ProjectRuns(project.root, () => [unreachable], { isConnected: () => false });
}

it("has a run open until it is delivered", () => {
  record();
  follow();
  expect(runs.open).toBe(1);
});

it("lets go of a run whose folder is gone, and takes it up again when the folder is back", () => {
  record();
  follow();
  rmSync(runDirectory(project.root, runId), { recursive: true });
  runs.wake();
  expect(runs.open).toBe(0);
  expect(existsSync(runDirectory(project.root, runId))).toBe(false);
  record();
  runs.wake();
  expect(runs.open).toBe(1);
});

it("lets go of a project whose folder is gone, and does not make it again", async () => {
  record();
  follow();
  rmSync(project.root, { recursive: true });
  runs.wake();
  expect(runs.open).toBe(0);
  await runs.close();
  follow();
  expect(existsSync(project.root)).toBe(false);
});

it("does not wait for a run that nobody has begun to record", () => {
  mkdirSync(runDirectory(project.root, runId), { recursive: true });
  follow();
  expect(runs.open).toBe(0);
  record();
  runs.wake();
  expect(runs.open).toBe(1);
});

it("takes no run any more when it is closed", async () => {
  follow();
  await runs.close();
  record();
  runs.wake();
  expect(runs.open).toBe(0);
});

it("makes the folder of runs, to see the first", () => {
  follow();
  expect(existsSync(runsDirectory(project.root))).toBe(true);
});
