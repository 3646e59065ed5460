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

/** What a row costs the page that shows it, at least: this counts, too. */
const millisecondsPerRow = 0.1;

/** Nodes of a cell that are shown, each in a row. */
const mostNodes = 100;

/** One run as it is shown. */
interface ShownRun {
  readonly displayId: string;
  readonly startedAt: number;
  readonly nodes: Map<string, NodeView>;
  spentMs: number;
  /** Something happened since the display was last brought up to date. */
  changed: boolean;
  /** Brings it up to date when it may cost something again, should nothing happen before. */
  later: NodeJS.Timeout | undefined;
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
      later: undefined,
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
    clearTimeout(run?.later);
    if (run?.changed) {
      show(run);
    }
  }

  /**
   * Each update sends the nodes again, so that thousands of short nodes would spend their time on display. The last state is
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
      const waitMs = (run.spentMs - budget.milliseconds) / budget.share - (performance.now() - run.startedAt);
      if (waitMs <= 0) {
        show(run);
      } else {
        run.later ??= setTimeout(() => {
          show(run);
        }, waitMs).unref();
      }
    }
  }
}

function show(run: ShownRun): void {
  const from = performance.now();
  clearTimeout(run.later);
  run.later = undefined;
  run.changed = false;
  const nodes = [...run.nodes.values()];
  const result = shortened(nodes);
  display({ [nodeResultMimeType]: result, "text/plain": nodeResultText({ version: 1, nodes }) }, run.displayId);
  run.spentMs += performance.now() - from + millisecondsPerRow * result.nodes.length;
}

/** The output is sent and laid out at each change, and saved with the notebook: of very many, what is notable and the first. */
function shortened(nodes: readonly NodeView[]): NodeResult {
  if (nodes.length <= mostNodes) {
    return { version: 1, nodes };
  }
  const notable = nodes.filter(({ status }) => status !== "ok");
  const chosen = new Set([...notable, ...nodes.filter(({ status }) => status === "ok")].slice(0, mostNodes));
  return { version: 1, nodes: nodes.filter((node) => chosen.has(node)), left: nodes.length - chosen.size };
}

const installedSymbol = Symbol.for("trackside.node-result-display");

/** Shows nodes from now on; once, however often a notebook loads this package. */
export function installNodeResultDisplay(): void {
  const host = globalThis as { [installedSymbol]?: () => void };
  host[installedSymbol] ??= registerHooks(new NodeResultDisplay());
}
