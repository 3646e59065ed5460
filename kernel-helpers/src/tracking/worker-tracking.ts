import { join } from "node:path";
import type { PipelineNode } from "../pipeline";
import type { WorkerPart } from "../runner";
import { currentSession, setCurrentSession } from "./current-session";
import type { SharedRun } from "./run-opening";
import type { RunRecorder } from "./run-recorder";
import { Session } from "./session";

/** What a worker thread is told: the run that takes what the node logs, `null` where none is open for it. */
interface Sent {
  readonly projectRoot: string;
  readonly run: SharedRun | null;
  readonly isDisabled: boolean;
}

/** Params that have other values than in the run so far: the answer is the run of another attempt. */
type Question = SharedRun["params"];

/** The run that the worker recorded into last, and its params. */
type Replied = Pick<SharedRun, "runId" | "params"> | null | undefined;

/** The session of this thread, where it is a worker. */
let session: Session | undefined;

/** In the main thread: runs that nodes in workers record into. */
const lent = new Map<PipelineNode, RunRecorder[]>();

function lend(run: RunRecorder, node: PipelineNode): SharedRun {
  lent.set(node, [...(lent.get(node) ?? []), run]);
  return run.lend();
}

/**
 * Lets what nodes log in worker threads land in the run that is current in the main thread. Each worker writes a journal
 * of its own beside that one's, so that nothing waits for another thread but a param that has changed.
 *
 * @param isDisabled - tells, in the main thread, whether nothing of the pipeline is to be recorded.
 * @param setDisabled - takes that in the worker.
 */
export function workerTracking(isDisabled: () => boolean, setDisabled: (disabled: boolean) => void): WorkerPart {
  return {
    module: join(__dirname, ".."),
    send(node): Sent {
      const main = currentSession();
      const run = isDisabled() ? main.active : main.current;
      return { projectRoot: main.projectRoot, run: run && lend(run, node), isDisabled: isDisabled() };
    },
    receive(sent, ask) {
      const { projectRoot, run, isDisabled: disabled } = sent as Sent;
      setDisabled(disabled);
      if (run) {
        session ??= openSession(projectRoot, run.opening.kernelId);
        session.join(run, (changed) => ask(changed satisfies Question) as SharedRun | undefined);
      }
    },
    answer(question, node): SharedRun {
      const main = currentSession();
      main.logParams(Object.fromEntries(question as Question));
      return lend(main.current, node);
    },
    /** A run that the node started by hand ends with it. */
    reply(hasFailed): Replied {
      session?.end(hasFailed ? "FAILED" : "FINISHED");
      const run = session?.active ?? null;
      return run && { runId: run.runId, params: [...run.params] };
    },
    settle(replied, node) {
      const of = replied as Replied;
      for (const run of lent.get(node) ?? []) {
        run.takeBack(run.runId === of?.runId ? of.params : []);
      }
      lent.delete(node);
    },
  };
}

function openSession(projectRoot: string, kernelId: string | null): Session {
  const opened = new Session(projectRoot, kernelId, undefined, undefined, true);
  setCurrentSession(opened);
  return opened;
}
