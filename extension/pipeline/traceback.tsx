import { useState, type JSX } from "react";

import { CopyButton, messageOf, usePanelServices, useViewContext } from "../common";

interface TracebackProps {
  /** Path of the artifact that has it. */
  readonly path: string;
  readonly kernelId: string;
  readonly runId: string;
}

type Reading = { readonly kind: "unread" | "reading" } | { readonly kind: "read" | "failed"; readonly text: string };

/** The whole traceback of a node, which is read when somebody wants to see it. */
export function Traceback({ path, kernelId, runId }: TracebackProps): JSX.Element {
  const { trans } = useViewContext();
  const { gateway } = usePanelServices();
  const [reading, setReading] = useState<Reading>({ kind: "unread" });
  const read = (): void => {
    setReading({ kind: "reading" });
    gateway
      .fetch("artifact", { kernel: kernelId, run: runId, path })
      .then((response) => response.text())
      .then(
        (text) => {
          setReading({ kind: "read", text });
        },
        (error: unknown) => {
          setReading({ kind: "failed", text: messageOf(error) });
        },
      );
  };
  if (reading.kind === "read") {
    return (
      <div className="trackside-Traceback">
        <pre className="trackside-ErrorText" tabIndex={0} aria-label={trans.__("Traceback")}>
          {reading.text}
        </pre>
        <CopyButton text={reading.text} label={trans.__("Copy the traceback")} />
      </div>
    );
  }
  return (
    <p className="trackside-Traceback-open" aria-live="polite">
      <button type="button" className="trackside-Button" aria-disabled={reading.kind === "reading"} onClick={read}>
        {reading.kind === "reading" ? trans.__("Reading…") : trans.__("Show traceback")}
      </button>
      {reading.kind === "failed" && <span className="trackside-Quiet"> {reading.text}</span>}
    </p>
  );
}
