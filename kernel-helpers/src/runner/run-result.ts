import { inspect } from "node:util";
import type { NodeView } from "../messages";

/** What a run made. A failed run throws instead. */
export interface RunResult {
  readonly status: "FINISHED";
  /** Data of the outputs that no other node of the run took, by dataset name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** In the order in which they were done. */
  readonly nodes: readonly NodeView[];
  /** Time in all, in milliseconds. */
  readonly durationMs: number;
}

/** Deno's convention, which our kernel follows; display depends on the runner, so it is not imported from there. */
const displaySymbol = Symbol.for("Jupyter.display");

export class FinishedRun implements RunResult {
  readonly status = "FINISHED";

  constructor(
    readonly nodes: readonly NodeView[],
    readonly outputs: Readonly<Record<string, unknown>>,
    readonly durationMs: number,
  ) {}

  /** Nothing: the nodes are already shown under the cell, where they appeared as they ran. */
  [displaySymbol](): Readonly<Record<string, unknown>> {
    return {};
  }

  [inspect.custom](): string {
    const count = this.nodes.length === 1 ? "1 node" : `${this.nodes.length} nodes`;
    const outputs = Object.keys(this.outputs).join(", ") || "none";
    return `RunResult { ${this.status}: ${count} in ${Math.round(this.durationMs)} ms, outputs: ${outputs} }`;
  }
}
