import type { EndRecord } from "../journal";
import type { NodeView } from "../messages";
import { setCurrentSession } from "./current-session";
import { trackPipelines } from "./pipeline-tracking";
import { Session } from "./session";

/** A shipper is up within a second; without one the run goes on all the same, and is delivered by the next. */
const shipperWaitMs = 5_000;

/** The session of a process that runs one pipeline: its run is the pipeline's. */
export interface PipelineSession {
  /** Trackside's id of the run, `null` when nothing was recorded. */
  readonly runId: string | null;
  readonly name: string | null;
  /** Records nodes that an earlier run completed and this one need not run: what resumes it later finds them here. */
  reuse(nodes: readonly NodeView[]): void;
  /** Ends the run and waits until it is delivered, or for so long. @returns why not, when not all of it is. */
  end(status: EndRecord["status"], waitSeconds: number): Promise<string | null>;
}

/**
 * Opens a session for a pipeline's run, with the shipper connected.
 *
 * @param projectRoot - the project's root, absolute.
 * @param opening - what the run is called, unless `mlflow.yml` names it, and its tags.
 */
export async function openPipelineSession(
  projectRoot: string,
  opening: { readonly name: string; readonly tags: Readonly<Record<string, string>> },
): Promise<PipelineSession> {
  const session = new Session(projectRoot, null, undefined, opening);
  setCurrentSession(session);
  trackPipelines();
  await session.reachShipper(shipperWaitMs);
  return {
    get runId() {
      return session.lastActive?.runId ?? null;
    },
    get name() {
      return session.lastActive?.opening.name ?? null;
    },
    reuse(nodes) {
      for (const node of nodes) {
        session.current.event({ type: "node", node: { ...node, reused: true }, time: Date.now() });
      }
    },
    async end(status, waitSeconds) {
      session.end(status);
      try {
        await session.flush(waitSeconds);
        return null;
      } catch (error) {
        return (error as Error).message;
      } finally {
        session.close();
      }
    },
  };
}
