import { datasetOf, definitionOf, type Pipeline } from "../pipeline";

/** A node as a scheduler sees it: it can be written to a file and read by another process. */
export interface PlannedNode {
  /** Its full name, by which an executor finds it in the project. */
  readonly name: string;
  /** Names of the nodes that must be done before it. */
  readonly dependencies: readonly string[];
  /** How often it is tried again when it fails. */
  readonly retries: number;
  /** Seconds to wait before it is tried again. */
  readonly retryDelay: number;
}

/** What is to be done, in an order in which it can be. */
export interface Plan {
  readonly nodes: readonly PlannedNode[];
}

/** Makes the plan of a pipeline: linear in its nodes and datasets. */
export function makePlan(pipeline: Pipeline): Plan {
  const makers = new Map<string, string>();
  for (const each of pipeline.nodes) {
    for (const output of each.outputs) {
      makers.set(datasetOf(output), each.name);
    }
  }
  return {
    nodes: pipeline.nodes.map((each) => ({
      name: each.name,
      dependencies: [...new Set(each.inputs.flatMap((input) => makers.get(datasetOf(input)) ?? []))],
      retries: definitionOf(each).execution.retries,
      retryDelay: definitionOf(each).execution.retryDelay,
    })),
  };
}
