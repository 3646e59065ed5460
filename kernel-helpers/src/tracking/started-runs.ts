import { AsyncLocalStorage } from "node:async_hooks";
import type { EndRecord } from "../journal";
import type { RunRecorder } from "./run-recorder";

/** What a run started by hand may be given. */
export interface StartRunOptions {
  /** @default a name made of the notebook and the time */
  readonly runName?: string;
  /**
   * Start it within the run that was started before it.
   *
   * @default false
   */
  readonly nested?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The runs that were started by hand and are not ended, one within the other. A function that is given a run of its own
 * sees a list of its own, also after its awaits: several may be under way at once.
 */
export class StartedRuns {
  private readonly here: RunRecorder[] = [];
  private readonly ownLists = new AsyncLocalStorage<RunRecorder[]>();

  /** The run started last, or nothing. */
  get innermost(): RunRecorder | undefined {
    return this.list.at(-1);
  }

  add(run: RunRecorder): void {
    this.list.push(run);
  }

  takeInnermost(): RunRecorder | undefined {
    return this.list.pop();
  }

  clear(): void {
    this.list.length = 0;
  }

  /** Lets a function work within a run that others end. */
  within<T>(run: RunRecorder, work: () => T): T {
    return this.ownLists.run([run], work);
  }

  /** Lets a function work within a run, and then ends it and what was started in it, by the function's outcome. */
  async during<T>(
    run: RunRecorder,
    work: () => T | Promise<T>,
    end: (run: RunRecorder, status: EndRecord["status"]) => void,
  ): Promise<T> {
    const own = [run];
    let status: EndRecord["status"] = "FAILED";
    try {
      const result = await this.ownLists.run(own, work);
      status = "FINISHED";
      return result;
    } finally {
      own.reverse().forEach((each) => end(each, status));
    }
  }

  private get list(): RunRecorder[] {
    return this.ownLists.getStore() ?? this.here;
  }
}
