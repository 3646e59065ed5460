import type { JSX } from "react";

import { ErrorText, Notice, useViewContext } from "../common";

interface LoadFailureProps {
  readonly reason: string;
  readonly onAgain: () => void;
}

/** Says that the browser could not load what draws the panel, as where the server has gone or has another version by now. */
export function LoadFailure({ reason, onAgain }: LoadFailureProps): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Notice
      kind="not-loaded"
      role="alert"
      title={trans.__("The run panel could not be loaded")}
      action={trans.__("Try now")}
      onAction={onAgain}
    >
      <p>{trans.__("Your cells go on being recorded. Try again; where that does not help, reload the page.")}</p>
      <ErrorText text={reason} />
    </Notice>
  );
}
