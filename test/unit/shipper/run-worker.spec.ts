import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  findRecord,
  JournalWriter,
  runDirectory,
  spoolDirectory,
  type RunRecord,
} from "../../../kernel-helpers/src/journal";
import { RunWorker } from "../../../kernel-helpers/src/shipper/run-worker";
import { TemporaryProject } from "../../support/temporary-project";
import { openingOf } from "../sinks/recorded-run";

const runId = "0123456789abcdef0123456789abcdef";

it.each([
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 0],
])("takes a run of version %i to its sinks: %i", async (version, opened) => {
  const project = new TemporaryProject();
  const journal = new JournalWriter(runDirectory(project.root, runId), "w", {
    opening: { ...openingOf("first"), runId, version: version as 1 },
  });
  journal.close();
  const openings: RunRecord[] = [];
  const worker = new RunWorker(
    project.root,
    runId,
    (opening) => {
      openings.push(opening);
      return [];
    },
    { isConnected: () => true },
    () => undefined,
  );
  expect(openings).toHaveLength(opened);
  await worker.close();
  project.dispose();
});

it("ends the run of a kernel that was killed, and keeps the record of its cells with it", async () => {
  const project = new TemporaryProject();
  const directory = runDirectory(project.root, runId);
  const opening = {
    ...openingOf("first"),
    runId,
    writer: { id: "gone", host: hostname(), pid: 2 ** 22 + 1, started: "" },
  };
  const journal = new JournalWriter(directory, "gone", { opening });
  const cell = { type: "cell", executionCount: 1, cellId: "c", durationMs: null, time: 5 } as const;
  journal.append({ ...cell, source: "process.kill(process.pid, 9);", status: "running" });
  journal.close();
  const worker = new RunWorker(
    project.root,
    runId,
    () => [],
    { isConnected: () => false },
    () => undefined,
  );
  expect(findRecord(directory, "end")).toMatchObject({ status: "KILLED" });
  const { path, spool } = findRecord(directory, "artifact")!;
  expect(path).toBe("trackside/cells.json");
  expect(JSON.parse(readFileSync(join(spoolDirectory(directory), spool), "utf8"))).toMatchObject({
    cells: [{ source: "process.kill(process.pid, 9);", status: "stopped" }],
  });
  await worker.close();
  project.dispose();
});
