import type { JSX } from "react";

/** The ways in which a run or a node can stand. */
export type StatusKind = "running" | "ok" | "error" | "stopped" | "waiting" | "skipped" | "kept";

/** Stays open for what is in it, and does nothing itself. */
type IconKind = StatusKind | "open";

const drawings: Record<IconKind, JSX.Element> = {
  open: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <circle cx="8" cy="8" r="2" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="2" strokeOpacity="0.25" />
      <path
        d="M8 2.25A5.75 5.75 0 0 1 13.75 8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.8 8.3l2.2 2.2 4.2-4.6" fill="none" className="trackside-StatusIcon-mark" />
    </>
  ),
  error: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M5.6 5.6l4.8 4.8m0-4.8l-4.8 4.8" fill="none" className="trackside-StatusIcon-mark" />
    </>
  ),
  stopped: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <rect x="5.4" y="5.4" width="5.2" height="5.2" rx="0.6" className="trackside-StatusIcon-block" />
    </>
  ),
  waiting: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.4 2.3" />,
  skipped: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M5 8h6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  kept: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M5.2 8.2l2 2 3.7-4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
};

/** Draws a status; `label` is for assistive technology where no words stand beside it. */
export function StatusIcon({ kind, label }: { kind: IconKind; label?: string }): JSX.Element {
  const accessible = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className="trackside-StatusIcon" data-status={kind} viewBox="0 0 16 16" width="14" height="14" {...accessible}>
      {drawings[kind]}
    </svg>
  );
}
