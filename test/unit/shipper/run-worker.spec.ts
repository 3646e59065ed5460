import { JournalWriter, runDirectory, type RunRecord } from "../../../kernel-helpers/src/journal";
import { RunWorker } from "../../../kernel-helpers/src/shipper/run-worker";
import { TemporaryProject } from "../../support/temporary-project";

const runId = "0123456789abcdef0123456789abcdef";

function openingOf(version: number): RunRecord {
  return {
    type: "run",
    version: version as 1,
    runId,
    name: "first",
    experiment: "harbour",
    trackingUri: "local",
    parentRunId: null,
    attempt: 1,
    kernelId: null,
    time: 1_795_512_000_000,
    tags: {},
    writer: { id: "w", host: "harbour", pid: 1, started: "1" },
  };
}

it.each([
  [1, 1],
  [2, 0],
])("takes a run of version %i to its sinks: %i", async (version, opened) => {
  const project = new TemporaryProject();
  const journal = new JournalWriter(runDirectory(project.root, runId), "w", { opening: openingOf(version) });
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
