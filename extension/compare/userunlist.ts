import { useCallback, useEffect, useRef, useState } from "react";
import type { RunList, RunView } from "trackside/lib/messages";

import { messageOf, usePanelServices } from "../common";

interface RunListOptions {
  readonly kernelId: string;
  readonly run: RunView;
  /** In MLflow's words. */
  readonly filter: string;
  readonly order: string;
  /** MLflow's ids of runs that are to be there whatever the filter says. */
  readonly also: readonly string[];
}

/** The gateway's answer, or what came instead of it. */
export interface AskedRuns {
  /** The last answer; it stays while the next is awaited, and when that does not come. */
  readonly list: RunList | null;
  /** Why there was no answer, in words for a person. */
  readonly problem: string | null;
  readonly isAsking: boolean;
  readonly askAgain: () => void;
}

/** Asks for the runs of a run's experiment: again when the filter is another one, and when a run has begun or ended. */
export function useRunList({ kernelId, run, filter, order, also }: RunListOptions): AskedRuns {
  const { gateway } = usePanelServices();
  const [asked, setAsked] = useState<Omit<AskedRuns, "askAgain">>({ list: null, problem: null, isAsking: true });
  const [times, setTimes] = useState(0);
  const wanted = useRef(also);
  wanted.current = also;
  const { runId, mlflowRunId, status, attempts } = run;
  useEffect(() => {
    const asking = new AbortController();
    const take = (part: Partial<AskedRuns>): void => {
      if (!asking.signal.aborted) {
        setAsked((before) => ({ ...before, ...part }));
      }
    };
    take({ isAsking: true });
    const query = { kernel: kernelId, run: runId, filter, order, also: wanted.current };
    gateway.get<RunList>("runs", query, asking.signal).then(
      (list) => {
        take({ list, problem: null, isAsking: false });
      },
      (error: unknown) => {
        take({ problem: messageOf(error), isAsking: false });
      },
    );
    return () => {
      asking.abort();
    };
  }, [gateway, kernelId, runId, mlflowRunId, status, attempts.length, filter, order, times]);
  const askAgain = useCallback(() => {
    setTimes((before) => before + 1);
  }, []);
  return { ...asked, askAgain };
}
