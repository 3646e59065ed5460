import { useEffect, useMemo, useState } from "react";

import { usePanelServices } from "../common";
import { historyReader } from "./historyreader";
import type { ChartLine, DrawnLine } from "./lines";

export interface Courses {
  readonly lines: readonly DrawnLine[];
  /** Whether something of all has been read. */
  readonly isRead: boolean;
  /** Why something could not be read, or `null`. */
  readonly problem: string | null;
}

interface CoursesOptions {
  readonly kernelId: string;
  readonly lines: readonly ChartLine[];
  /** Changes when the run's own metrics have more points. */
  readonly count: number;
  /** While nobody can see them, nothing is read. */
  readonly isVisible: boolean;
}

/** Follows the courses of a chart's lines, as long as the chart can be seen. */
export function useCourses({ kernelId, lines, count, isVisible }: CoursesOptions): Courses {
  const { gateway } = usePanelServices();
  const reader = useMemo(() => historyReader(gateway, kernelId), [gateway, kernelId]);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const watches = lines.map(({ runId, key }) =>
      reader.watch(runId, key, () => {
        setChanges((number) => number + 1);
      }),
    );
    return () => {
      watches.forEach((watch) => {
        watch.dispose();
      });
    };
  }, [reader, lines]);
  useEffect(() => {
    if (isVisible) {
      lines.forEach(({ runId, key, isCurrent }) => {
        if (isCurrent || !reader.get(runId, key).isRead) {
          reader.refresh(runId, key);
        }
      });
    }
  }, [reader, lines, count, isVisible]);
  return useMemo(() => {
    const followed = lines.map((line) => ({ line, ...reader.get(line.runId, line.key) }));
    return {
      lines: followed.filter(({ count: points }) => points > 0).map(({ line, course }) => ({ ...line, course })),
      isRead: followed.every(({ isRead }) => isRead),
      problem: followed.find(({ problem }) => problem !== null)?.problem ?? null,
    };
    // `changes` says that what the reader holds is another
  }, [reader, lines, changes]);
}
