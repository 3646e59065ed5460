import { once } from "node:events";
import { workerData, type MessagePort } from "node:worker_threads";
import { requireFromPackage } from "../../own-package";
import type { PipelineNode } from "../../pipeline";
import { packTable, unpackTable } from "../../table";
import { HookRelay } from "../hook-relay";
import { hooksInOrder, type NodeRunDone, type PipelineHooks } from "../hooks";
import { tryNode } from "../node-execution";
import { withParameters } from "../params";
import { withOutputTo } from "./captured-output";
import { inspectData, sendWithMemory } from "./carried-data";
import { eachOf } from "./each-of";
import { packError } from "./carried-error";
import type { DoneMessage, GoAhead, LoadedMessage, OutcomeMessage, PostedTask, WorkerSetup } from "./messages";
import { isInMemory } from "./memory-datasets";
import { PluginLink } from "./plugin-link";
import { ask } from "./question";
import { WorkerProject } from "./worker-project";

const setup = workerData as WorkerSetup;
let plugins: PluginLink | undefined;
/** Where questions go while a node is at work. */
let asking: MessagePort | undefined;
let project: Promise<WorkerProject> | undefined;

/** Runs a node of the project once: what the pool calls, in a thread of its own. */
export async function executeInWorker(task: PostedTask): Promise<void> {
  const { port } = task;
  await withOutputTo(port, async () => {
    const outcome = await execute(task);
    // Whoever asks later would wait for ever.
    asking = undefined;
    const buffers = outcome.type === "done" ? new Set([...outcome.memory.values()].flat()) : [];
    await sendWithMemory(buffers, (memory) => port.postMessage(outcome, memory)).catch((error: unknown) =>
      port.postMessage(failed(error)),
    );
  });
}

async function execute(task: PostedTask): Promise<OutcomeMessage> {
  try {
    asking = task.port;
    // What modules of the project log while they are loaded belongs to the run, too.
    (plugins ??= loadPlugins()).receive(task.plugins, askMain);
    const opened = await (project ??= WorkerProject.open(setup));
    const of = opened.find(task);
    const outputs = await runNode(of, task, opened);
    return { ...outputs, plugins: plugins.reply(false) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): OutcomeMessage {
  return { type: "failed", error: packError(error), plugins: plugins?.reply(true) ?? {} };
}

function askMain(module: string, question: unknown): unknown {
  return asking && ask(asking, module, question);
}

function loadPlugins(): PluginLink {
  for (const module of setup.modules) {
    requireFromPackage(module);
  }
  return new PluginLink(hooksInOrder());
}

async function runNode(
  of: PipelineNode,
  task: PostedTask,
  opened: WorkerProject,
): Promise<Omit<DoneMessage, "plugins">> {
  const { catalog, parameters } = opened;
  const given = eachOf(task.data, unpackTable);
  const sources = { catalog, parameters, given, made: new Set(given.keys()) };
  const hooks = new HookRelay([mainThread(task.port), ...opened.hooks.map(onlyOfDatasets)]);
  // The thread itself is ended where a run is interrupted.
  const { signal } = new AbortController();
  const context = { root: setup.root, runId: task.runId, sources, hooks, signal };
  const done = await withParameters(parameters, () => tryNode(of, task.attempt, true, context));
  return takeMemory(of, done, opened);
}

/** The node's hooks are called in the main thread, which may change inputs. */
function mainThread(port: MessagePort): PipelineHooks {
  return {
    async beforeNodeRun({ inputs }) {
      port.postMessage({ type: "loaded", inputs } satisfies LoadedMessage);
      const [answer] = (await once(port, "message")) as [GoAhead];
      if (answer.type === "stop") {
        throw new Error("stopped by the main thread");
      }
      plugins?.receive(answer.plugins, askMain);
      return Object.fromEntries(eachOf(answer.inputs, unpackTable));
    },
  };
}

function onlyOfDatasets(plugin: PipelineHooks): PipelineHooks {
  return {
    beforeDatasetLoaded: (event) => plugin.beforeDatasetLoaded?.(event),
    afterDatasetLoaded: (event) => plugin.afterDatasetLoaded?.(event),
    beforeDatasetSaved: (event) => plugin.beforeDatasetSaved?.(event),
    afterDatasetSaved: (event) => plugin.afterDatasetSaved?.(event),
  };
}

/** Takes the outputs that no file holds out of this thread's memory. */
function takeMemory(
  of: PipelineNode,
  { outputs, metrics, outputData }: NodeRunDone,
  { catalog }: WorkerProject,
): Omit<DoneMessage, "plugins"> {
  const data = new Map([...outputData].filter(([name]) => isInMemory(catalog, name)));
  const memory = new Map<string, readonly ArrayBuffer[]>();
  for (const [name, value] of data) {
    catalog.release(name);
    memory.set(name, [...inspectData(value, { node: of.name, what: "output", name })]);
  }
  return { type: "done", outputs, metrics, data: eachOf(data, packTable), memory };
}
