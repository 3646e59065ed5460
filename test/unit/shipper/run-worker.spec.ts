import { JournalWriter, runDirectory, type RunRecord } from "../../../kernel-helpers/src/journal";
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
