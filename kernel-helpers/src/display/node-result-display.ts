import { nodeResultMimeType, type NodeResult, type NodeView } from "../messages";
import {
  registerHooks,
  viewOfDone,
  viewOfFailed,
  viewOfRunning,
  type NodeRun,
  type PipelineHooks,
  type PipelineRun,
} from "../runner";
import { nodeResultText } from "./node-result-text";
import { display, isDisplayConnected } from "./publisher";

/** Time that showing may cost: this much at once, and this share of the run's time beyond it. */
const budget = { milliseconds: 50, share: 0.05 };

/** One run as it is shown. */
interface ShownRun {
  readonly displayId: string;
  readonly startedAt: number;
  readonly nodes: Map<string, NodeView>;
  spentMs: number;
  /** Something happened since the display was last brought up to date. */
  changed: boolean;
}

/** Shows the nodes of each `run` under the cell: live in our kernel, elsewhere as text when the run is over. */
export class NodeResultDisplay implements PipelineHooks {
  private readonly runs = new Map<string, ShownRun>();

  beforePipelineRun({ runId }: PipelineRun): void {
    this.runs.set(runId, {
      displayId: `trackside-run-${runId}`,
      startedAt: performance.now(),
      nodes: new Map(),
      spentMs: 0,
      changed: false,
    });
  }

  beforeNodeRun(run: NodeRun): void {
    this.update(run.runId, viewOfRunning(run));
  }

  afterNodeRun(run: Parameters<typeof viewOfDone>[0]): void {
    this.update(run.runId, viewOfDone(run));
  }

  onNodeError(run: Parameters<typeof viewOfFailed>[0]): void {
    this.update(run.runId, viewOfFailed(run));
  }

  afterPipelineRun(run: PipelineRun): void {
    this.end(run);
  }

  onPipelineError(run: PipelineRun): void {
    this.end(run);
  }

  private end({ runId }: PipelineRun): void {
    const run = this.runs.get(runId);
    this.runs.delete(runId);
    if (run?.changed) {
      show(run);
    }
  }

  /**
   * Each update sends all nodes, so that thousands of short nodes would spend their time on display. The last state is
   * always shown, when the run ends.
   */
  private update(runId: string, node: NodeView): void {
    const run = this.runs.get(runId);
    if (!run) {
      return;
    }
    run.nodes.set(node.name, node);
    run.changed = true;
    if (isDisplayConnected()) {
      const now = performance.now();
      if (run.spentMs <= budget.milliseconds + budget.share * (now - run.startedAt)) {
        show(run);
        run.spentMs += performance.now() - now;
      }
    }
  }
}

function show(run: ShownRun): void {
  run.changed = false;
  const result: NodeResult = { version: 1, nodes: [...run.nodes.values()] };
  display({ [nodeResultMimeType]: result, "text/plain": nodeResultText(result) }, run.displayId);
}

const installedSymbol = Symbol.for("trackside.node-result-display");

/** Shows nodes from now on; once, however often a notebook loads this package. */
export function installNodeResultDisplay(): void {
  const host = globalThis as { [installedSymbol]?: () => void };
  host[installedSymbol] ??= registerHooks(new NodeResultDisplay());
}
