import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { openCatalog } from "../catalog";
import { configEnvironment, findProjectRoot, loadParameters } from "../config";
import type { NodeDigests, NodeView } from "../messages";
import {
  datasetOf,
  isPipeline,
  nodesOf,
  pipeline,
  selectionOf,
  selectNodes,
  type Pipeline,
  type PipelineNode,
  type Selection,
} from "../pipeline";
import { defaultPipelineName, freshNodes, loadPipeline } from "../project";
import { DatasetUses } from "./dataset-uses";
import { HookRelay } from "./hook-relay";
import type { PipelineRun } from "./hooks";
import { interruptible } from "./interrupt";
import { onlyMissingOutputs } from "./missing-outputs";
import { executeNode } from "./node-execution";
import { viewOfDone } from "./node-view";
import { checkForWorkers, ParallelNodes } from "./parallel";
import { withParameters } from "./params";
import { makePlan } from "./plan";
import { projectHooks } from "./project-hooks";
import { runPlan } from "./run-plan";
import { FinishedRun, type RunResult } from "./run-result";
import { byParameterName, checkSources, isProjectParameter, parameterOf, type RunSources } from "./run-sources";
import { onlyStale } from "./stale-nodes";
import { checkOverrides, nestOverrides } from "./runtime-params";

/** What to run, and with what. */
export interface RunOptions extends Selection {
  /** Parameters with other values than in the project's files, by dotted key: `{ "train.depth": 8 }`. For this run only. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Data for inputs, by dataset name, instead of what the catalog has. For this run only. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  /**
   * One node after the other; those that do not wait for each other side by side, in this thread; or in worker threads,
   * which take nodes of the project's files only. @default "sequential"
   */
  readonly runner?: "sequential" | "concurrent" | "parallel" | undefined;
  /** How many nodes run side by side. @default the machine's processors */
  readonly workers?: number | undefined;
  /** Let all that does not depend on a failed node go on. @default false */
  readonly keepGoing?: boolean | undefined;
  /** Forget data in memory as soon as no node of the run needs it. @default false, so that later cells find it */
  readonly release?: boolean | undefined;
  /** Versions to load of versioned datasets, by name. @default the newest of each */
  readonly loadVersions?: Readonly<Record<string, string>> | undefined;
  /**
   * What an earlier run completed, by node: nodes whose code, inputs and files are still the same are left out, as far as
   * nobody needs what only memory had. `trackside run --resume` takes it from a recorded run.
   */
  readonly completed?: ReadonlyMap<string, NodeDigests> | undefined;
  /** Leave out nodes whose outputs are there already, in files. @default false */
  readonly onlyMissingOutputs?: boolean | undefined;
}

/**
 * Runs a node, or the selected nodes of a pipeline: one that a cell made, or one of the project's files by its name (all of
 * them without a name). As often as one likes: inputs come from the catalog, so that a node
 * takes what earlier runs made, and what a cell has defined anew is used at once. Outputs are saved to the catalog: to the
 * file it declares, else in memory, where later cells find them.
 *
 * @throws TracksideError before anything runs when an input is missing or a name unknown; else naming the node that
 * failed, with what it threw as `cause`. What earlier nodes made is kept.
 *
 * @example
 * ```ts
 * import { catalog, node, run } from "trackside";
 *
 * const count = (words: string[]) => ({ words: words.length });
 * await run(node(count, "words", "word_metrics"), { inputs: { words: ["tide", "quay"] } });
 * console.log(await catalog.load("word_metrics"));
 * ```
 */
export async function run(
  what: PipelineNode | Pipeline | string = defaultPipelineName,
  options: RunOptions = {},
): Promise<RunResult> {
  const { root } = findProjectRoot();
  const name = typeof what === "string" ? what : undefined;
  const asked = typeof what === "string" ? await loadPipeline(root, what) : await freshPipeline(what);
  const chosen = selectNodes(asked, options);
  if (options.runner === "parallel") {
    checkForWorkers(chosen.nodes, root, options.params);
  }
  const hooks = new HookRelay(await projectHooks(root));
  const { selected, sources } = await openSources(root, chosen, options, hooks);
  const started = describeRun(root, name, selected, sources, options);
  return withParameters(sources.parameters, () =>
    hooks.aroundPipelineRun(started, () => execute(started, sources, options, hooks)),
  );
}

/** The same pipeline where all of its nodes are fresh, as they usually are: joining them takes time for each. */
async function freshPipeline(what: PipelineNode | Pipeline): Promise<Pipeline> {
  const nodes = nodesOf(what);
  const fresh = await freshNodes(nodes);
  return isPipeline(what) && fresh.every((node, index) => node === nodes[index]) ? what : pipeline(fresh);
}

async function openSources(
  root: string,
  asked: Pipeline,
  { params = {}, inputs = {}, loadVersions = {}, completed, onlyMissingOutputs: onlyMissing = false }: RunOptions,
  hooks: HookRelay,
): Promise<{ readonly selected: Pipeline; readonly sources: RunSources }> {
  const askedParams = new Set<string>();
  const onRuntimeParam = (key: string) => void askedParams.add(key);
  const config = { runtimeParams: nestOverrides(root, params), onRuntimeParam };
  const parameters = loadParameters(root, config).value;
  const catalog = openCatalog(root, { ...config, loadVersions });
  checkOverrides(root, params, asked.nodes, askedParams);
  await hooks.call("afterCatalogCreated", { catalog, projectPath: root, parameters, loadVersions });
  const missing = onlyMissing ? await onlyMissingOutputs(asked, catalog) : asked;
  const given = new Map(Object.entries(inputs));
  const all = { catalog, parameters, given, made: madeBy(missing) };
  const selected = completed ? await onlyStale(root, missing, all, completed) : missing;
  const sources = { ...all, made: madeBy(selected) };
  await checkSources(selected.nodes, sources);
  return { selected, sources };
}

function madeBy(pipeline: Pipeline): ReadonlySet<string> {
  return new Set(pipeline.nodes.flatMap((each) => each.outputs));
}

function describeRun(
  root: string,
  pipelineName: string | undefined,
  selected: Pipeline,
  sources: RunSources,
  options: RunOptions,
): PipelineRun {
  const runId = randomUUID();
  return {
    runId,
    runParams: {
      runId,
      projectPath: root,
      environment: configEnvironment(root),
      pipelineName,
      runner: options.runner ?? "sequential",
      selection: selectionOf(options),
      runtimeParams: options.params ?? {},
      loadVersions: options.loadVersions ?? {},
    },
    pipeline: selected,
    catalog: sources.catalog,
    nodeNames: selected.nodes.map((each) => each.name),
    params: paramsOf(selected, sources),
    startTime: Date.now(),
  };
}

function paramsOf({ nodes }: Pipeline, sources: RunSources): Record<string, unknown> {
  const names = new Set(nodes.flatMap((each) => each.inputs).filter((name) => isProjectParameter(sources, name)));
  return byParameterName(Array.from(names, (name) => [name, parameterOf(sources, name)]));
}

async function execute(
  started: PipelineRun,
  sources: RunSources,
  options: RunOptions,
  hooks: HookRelay,
): Promise<RunResult> {
  const start = performance.now();
  try {
    await hooks.call("beforePipelineRun", started);
    const { views, outputs } = await runNodes(started, sources, options, hooks);
    const durationMs = performance.now() - start;
    await hooks.call("afterPipelineRun", { ...started, durationMs, outputs });
    return new FinishedRun(views, outputs, durationMs);
  } catch (error) {
    await hooks.report("onPipelineError", { ...started, durationMs: performance.now() - start, error });
    throw error;
  }
}

async function runNodes(started: PipelineRun, sources: RunSources, options: RunOptions, hooks: HookRelay) {
  const { nodes } = started.pipeline;
  const root = started.runParams.projectPath;
  const byName = new Map(nodes.map((each) => [each.name, each]));
  const taken = new Set(nodes.flatMap((each) => each.inputs.map(datasetOf)));
  const uses = options.release ? new DatasetUses(nodes) : undefined;
  const views: NodeView[] = [];
  const outputs: Record<string, unknown> = {};
  const threads = options.runner === "parallel" ? await openThreads(started, options, uses) : undefined;
  const work = interruptible((signal) =>
    runPlan(makePlan(started.pipeline), {
      workers: workersOf(options, nodes.length),
      keepGoing: options.keepGoing ?? false,
      signal,
      execute: async (planned) => {
        const node = byName.get(planned.name) as PipelineNode;
        const context = { root, runId: started.runId, sources, hooks, signal };
        const done = await (threads ?? inThisThread).execute(node, planned, context);
        views.push(viewOfDone(done));
        for (const [name, data] of done.outputData) {
          // What another node takes is in the catalog; keeping it here too would hold it in memory.
          if (!taken.has(datasetOf(name))) {
            outputs[name] = data;
          }
        }
        uses?.finishedBy(node).forEach((name) => sources.catalog.release(name));
      },
    }),
  );
  await work.finally(() => threads?.close());
  return { views, outputs };
}

const inThisThread = { execute: executeNode };

function workersOf({ runner = "sequential", workers = availableParallelism() }: RunOptions, nodes: number): number {
  return runner === "sequential" ? 1 : Math.min(workers, nodes);
}

function openThreads(started: PipelineRun, options: RunOptions, uses: DatasetUses | undefined): Promise<ParallelNodes> {
  const { projectPath: root, runtimeParams: params, loadVersions } = started.runParams;
  const workers = workersOf(options, started.nodeNames.length);
  return ParallelNodes.open({ root, workers, params, loadVersions, uses });
}
