import { join } from "node:path";
import { deliveryReports } from "../delivery";
import { suggestName, TracksideError } from "../errors";
import { journalFiles, readRecords, runDirectory } from "../journal";
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
  const completed = new Map<string, NodeView>();
  for (const node of journalFiles(directory).flatMap((file) => nodesIn(join(directory, file)))) {
    if (node.status === "ok") {
      completed.set(node.name, node);
    } else {
      completed.delete(node.name);
    }
  }
  return completed;
}

function nodesIn(file: string): NodeView[] {
  const nodes: NodeView[] = [];
  let offset = 0;
  for (let read = readRecords(file, offset); read.endOffset > offset; read = readRecords(file, offset)) {
    nodes.push(...read.records.flatMap(({ record }) => (record.type === "node" ? [record.node] : [])));
    offset = read.endOffset;
  }
  return nodes;
}
