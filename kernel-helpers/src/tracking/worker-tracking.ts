import { join } from "node:path";
import type { WorkerPart } from "../runner";
import { currentSession, setCurrentSession } from "./current-session";
import type { SharedRun } from "./run-recorder";
import { Session } from "./session";

/** What a worker thread is told: the run that takes what the node logs, `null` where none is open for it. */
interface Sent {
  readonly projectRoot: string;
  readonly run: SharedRun | null;
  readonly isDisabled: boolean;
}

/** What came of it: the run's params, those of the worker's among them. */
type Replied = Pick<SharedRun, "runId" | "params"> | null;

/** The session of this thread, where it is a worker. */
let session: Session | undefined;

/**
 * Lets what nodes log in worker threads land in the run that is current in the main thread. Each worker writes a journal
 * of its own beside that one's, so that nothing waits for another thread.
 *
 * @param isDisabled - tells, in the main thread, whether nothing of the pipeline is to be recorded.
 * @param setDisabled - takes that in the worker.
 */
export function workerTracking(isDisabled: () => boolean, setDisabled: (disabled: boolean) => void): WorkerPart {
  return {
    module: join(__dirname, ".."),
    send(): Sent {
      const main = currentSession();
      const run = isDisabled() ? main.active : main.current;
      return { projectRoot: main.projectRoot, run: run && run.share, isDisabled: isDisabled() };
    },
    receive(sent) {
      const { projectRoot, run, isDisabled: disabled } = sent as Sent;
      setDisabled(disabled);
      if (run) {
        session ??= openSession(projectRoot, run.opening.kernelId);
        session.join(run);
      }
    },
    /** A run that the node started by hand ends with it. */
    reply(hasFailed): Replied {
      session?.end(hasFailed ? "FAILED" : "FINISHED");
      const run = session?.active ?? null;
      return run && { runId: run.runId, params: [...run.params] };
    },
    settle(replied) {
      const of = replied as Replied;
      if (of) {
        currentSession()
          .openRuns.find(({ runId }) => runId === of.runId)
          ?.noteParams(of.params);
      }
    },
  };
}

function openSession(projectRoot: string, kernelId: string | null): Session {
  const opened = new Session(projectRoot, kernelId, undefined, undefined, true);
  setCurrentSession(opened);
  return opened;
}
