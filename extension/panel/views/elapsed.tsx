import { useEffect, useState, type JSX } from "react";

import { formatSeconds, useViewContext } from "../../common";

/** Shows how long a run has taken. Ticks only while the run goes on and somebody could see it. */
export function Elapsed({ startTime, endTime }: { startTime: number; endTime: number | null }): JSX.Element {
  const { trans } = useViewContext();
  const [now, setNow] = useState(Date.now);
  const running = endTime === null;

  useEffect(() => {
    if (!running) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => {
      if (document.visibilityState !== "hidden") {
        setNow(Date.now());
      }
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [running, startTime]);

  // The kernel's clock may be ahead of the browser's.
  const seconds = Math.max(0, Math.floor(((endTime ?? now) - startTime) / 1000));
  return (
    <span className="trackside-Elapsed" title={trans.__("Elapsed time")} data-seconds={seconds}>
      {formatSeconds(seconds)}
    </span>
  );
}
