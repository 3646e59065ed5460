import { TracksideError } from "../../errors";
import type { PipelineNode } from "../../pipeline";
import { originOf } from "../../project";
import { inspectData } from "./carried-data";

/** By what a worker finds a node in the project's files. */
export interface NodeAddress {
  readonly pipeline: string;
  readonly node: string;
}

/** Where the workers of a project find a node; undefined where they cannot. */
export function addressOf(node: PipelineNode, root: string): NodeAddress | undefined {
  const origin = originOf(node);
  return origin?.root === root ? { pipeline: origin.pipeline, node: node.name } : undefined;
}

/**
 * Makes sure that workers can find all nodes and be given the run's parameters.
 *
 * @throws TracksideError naming the first that only this thread has.
 */
export function checkForWorkers(
  nodes: readonly PipelineNode[],
  root: string,
  params: Readonly<Record<string, unknown>> = {},
): void {
  for (const [name, value] of Object.entries(params)) {
    inspectData(value, { what: "parameter", name });
  }
  const stray = nodes.find((each) => addressOf(each, root) === undefined);
  if (stray) {
    throw new TracksideError(
      `node "${stray.name}" cannot run in a worker thread: it was made in a cell or script, and workers have only the nodes of the project's files`,
      {
        code: "pipeline.not-in-project",
        hint: 'Put it into a file pipelines/<name>/pipeline.ts and run the pipeline from there, or take { runner: "concurrent" }.',
      },
    );
  }
}
