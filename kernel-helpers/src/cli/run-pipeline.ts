import { setDisplayPublisher } from "../display";
import { TracksideError } from "../errors";
import { nodeResultMimeType, type NodeDigests, type NodeView } from "../messages";
import { defaultPipelineName } from "../project";
import { interruptRuns, registerHooks, run } from "../runner";
import { completedNodes, openPipelineSession, type PipelineSession } from "../tracking";
import { enterProject } from "./project-folder";
import { recordedCommand } from "./recorded-command";
import { toRunOptions, type RunCommandOptions } from "./run-options";
import { RunProgress } from "./run-progress";

/**
 * Runs a pipeline of a project as a run of its own, and waits for MLflow to have it.
 *
 * @throws TracksideError what the pipeline failed with.
 */
export async function runPipeline(options: RunCommandOptions): Promise<void> {
  const command = recordedCommand(process.argv.slice(2));
  const root = enterProject(options);
  const completed = options.resume === undefined ? undefined : completedNodes(root, options.resume);
  const session = await openPipelineSession(root, {
    name: options.runName ?? runName(options.pipeline, new Date()),
    tags: {
      "trackside.command": command,
      ...(options.resume === undefined ? {} : { "trackside.resumed_from": options.resume }),
    },
  });
  registerHooks(new RunProgress(process.stderr));
  registerHooks({ beforePipelineRun: ({ nodeNames }) => reuse(session, completed, nodeNames) });
  // Nodes are shown by the progress.
  setDisplayPublisher((bundle) => nodeResultMimeType in bundle || console.log(bundle["text/plain"]));
  await runInSession(session, options, completed);
}

type RunEnd = Parameters<PipelineSession["end"]>[0];

async function runInSession(
  session: PipelineSession,
  options: RunCommandOptions,
  completed: ReadonlyMap<string, NodeView> | undefined,
): Promise<void> {
  process.on("SIGINT", interruptRuns).on("SIGTERM", interruptRuns);
  try {
    await run(options.pipeline ?? defaultPipelineName, {
      ...toRunOptions(options),
      completed: completed && digestsOf(completed),
    });
    await close(session, "FINISHED", options.wait);
  } catch (error) {
    const interrupted = TracksideError.is(error) && error.code === "pipeline.interrupted";
    await close(session, interrupted ? "KILLED" : "FAILED", options.wait);
    throw error;
  } finally {
    process.off("SIGINT", interruptRuns).off("SIGTERM", interruptRuns);
  }
}

function digestsOf(completed: ReadonlyMap<string, NodeView>): ReadonlyMap<string, NodeDigests> {
  return new Map([...completed].flatMap(([name, { digests }]) => (digests ? [[name, digests] as const] : [])));
}

/** Records what the earlier run completed and this one leaves out. */
function reuse(
  session: PipelineSession,
  completed: ReadonlyMap<string, NodeView> | undefined,
  toRun: readonly string[],
): void {
  const left = [...(completed?.values() ?? [])].filter(({ name }) => !toRun.includes(name));
  session.reuse(left);
  if (left.length > 0) {
    process.stderr.write(`${left.length} ${left.length === 1 ? "node is" : "nodes are"} still as the run left them\n`);
  }
}

async function close(session: PipelineSession, status: RunEnd, waitSeconds: number): Promise<void> {
  const undelivered = await session.end(status, waitSeconds);
  if (session.runId !== null) {
    process.stderr.write(`run "${session.name ?? ""}" ${session.runId} ${status}\n`);
    process.stderr.write(undelivered === null ? "It is in MLflow.\n" : `It is safe on disk: ${undelivered}\n`);
    if (status !== "FINISHED") {
      process.stderr.write(`The same command with --resume ${session.runId} runs only what is left.\n`);
    }
  }
}

function runName(pipeline: string | undefined, time: Date): string {
  return `${pipeline ?? "all pipelines"} ${time.toISOString().slice(0, 19).replace("T", " ")}`;
}
