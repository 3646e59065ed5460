import type { RunOpening } from "./run-opening";
import type { RunRecorder } from "./run-recorder";

type Open = (given: Pick<RunOpening, "name" | "parentRunId" | "experiment" | "attempt" | "inherited">) => RunRecorder;

/** A session's own run and its further attempts, each a child of it, of which the newest takes what is logged. */
export class Attempts {
  private runs: readonly RunRecorder[] = [];

  /** Those of the session's own run that is open, or was open last. */
  get all(): readonly RunRecorder[] {
    return this.runs;
  }

  /** The newest, unless it has ended, and the session's own run with it. */
  get newest(): RunRecorder | undefined {
    const newest = this.runs.at(-1);
    return newest?.hasEnded ? undefined : newest;
  }

  /** Begins with another run of the session's own. */
  begin(run: RunRecorder): void {
    this.runs = [run];
  }

  /** Opens the next, which inherits the params of the one before it, and ends that. */
  next(before: RunRecorder, open: Open): RunRecorder {
    const [own = before] = this.runs;
    const { name, experiment } = own.opening;
    const attempt = before.opening.attempt + 1;
    const inherited = [...before.paramsForNext];
    const next = open({ name: `${name} #${attempt}`, parentRunId: own.runId, experiment, attempt, inherited });
    if (before !== own) {
      before.endWhenReturned("FINISHED");
    }
    this.runs = [...this.runs, next];
    return next;
  }
}
