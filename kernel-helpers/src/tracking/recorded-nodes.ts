import { deliveryReports } from "../delivery";
import { suggestName, TracksideError } from "../errors";
import { JournalTail, RecordedNodes, runDirectory } from "../journal";
import type { NodeView } from "../messages";

/**
 * Reads what became of the nodes of a recorded run.
 *
 * @param id - Trackside's id of the run, or MLflow's.
 * @returns the nodes that were completed, by name, as they were at last.
 * @throws TracksideError when the project has no such run on this machine.
 */
export function completedNodes(projectRoot: string, id: string): ReadonlyMap<string, NodeView> {
  const reports = deliveryReports(projectRoot);
  const found = reports.find(({ runId, mlflowRunId }) => runId === id || mlflowRunId === id);
  if (!found) {
    throw new TracksideError(`the project has no record of a run ${id} on this machine`, {
      code: "tracking.unknown-run",
      hint: `${suggestName(
        id,
        reports.map(({ runId }) => runId),
      )} trackside status --json lists the runs.`,
    });
  }
  const directory = runDirectory(projectRoot, found.runId);
  const completed = nodesIn(directory).filter(({ status }) => status === "ok");
  return new Map(completed.map((node) => [node.name, node]));
}

function nodesIn(directory: string): NodeView[] {
  const params = new Map<string, string>();
  const nodes = new RecordedNodes(params);
  const tail = new JournalTail(directory);
  for (let read = tail.next(); read !== null; read = tail.next()) {
    for (const { record } of read.records) {
      if (record.type === "node") {
        nodes.add(record.node);
      } else if (record.type === "param") {
        params.set(record.key, record.value);
      } else if (record.type === "params") {
        record.entries.forEach(([key, value]) => params.set(key, value));
      }
    }
  }
  return nodes.views();
}
