import { TracksideError } from "../errors";

/** Reports that a node does not make sense by itself. */
export function invalidNode(node: string, problem: string, hint: string): TracksideError {
  return new TracksideError(`node "${node}": ${problem}`, { code: "pipeline.invalid-node", hint });
}
