import { addedEntries } from "../../catalog";
import type { PipelineNode } from "../../pipeline";
import type { DatasetUses } from "../dataset-uses";
import { hooksInOrder, type NodeRunDone } from "../hooks";
import { executeNode, type NodeRunContext } from "../node-execution";
import type { PlannedNode } from "../plan";
import { MemoryHolders } from "./memory-holders";
import { tryInWorker } from "./node-in-worker";
import { PluginLink } from "./plugin-link";
import { WorkerPool } from "./worker-pool";

/** What the nodes of a run in worker threads share. */
export interface ParallelOptions {
  readonly root: string;
  readonly workers: number;
  /** The run's own parameters, by dotted key. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Versions to load of versioned datasets. */
  readonly loadVersions: Readonly<Record<string, string>>;
  readonly uses: DatasetUses | undefined;
}

/** Runs nodes of a project in worker threads. */
export class ParallelNodes {
  private readonly holders = new MemoryHolders();

  private constructor(
    private readonly pool: WorkerPool,
    private readonly plugins: PluginLink,
    private readonly options: ParallelOptions,
  ) {}

  /** Starts the threads; {@link close} ends them. */
  static async open(options: ParallelOptions): Promise<ParallelNodes> {
    const { root, workers, params, loadVersions } = options;
    const plugins = new PluginLink(hooksInOrder());
    const pool = await WorkerPool.start(workers, {
      ...{ root, params, loadVersions },
      added: addedEntries(root),
      modules: plugins.modules,
    });
    return new ParallelNodes(pool, plugins, options);
  }

  /** Runs a node until it is done or may not be tried again; a signal ends all threads. */
  async execute(of: PipelineNode, planned: PlannedNode, context: NodeRunContext): Promise<NodeRunDone> {
    const { pool, plugins, holders } = this;
    const { root, uses } = this.options;
    const stop = () => void this.pool.stop();
    context.signal.addEventListener("abort", stop, { once: true });
    try {
      return await executeNode(of, planned, { ...context, root, pool, plugins, holders, uses }, tryInWorker);
    } finally {
      context.signal.removeEventListener("abort", stop);
    }
  }

  close(): Promise<void> {
    return this.pool.stop();
  }
}
