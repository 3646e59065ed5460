import type { JSX } from "react";

import { ErrorText, useViewContext } from "../common";

interface LoadFailureProps {
  readonly reason: string;
  readonly onAgain: () => void;
}

/** Says that the browser could not load what draws the panel, as where the server has gone or has another version by now. */
export function LoadFailure({ reason, onAgain }: LoadFailureProps): JSX.Element {
  const { trans } = useViewContext();
  return (
    <div className="trackside-Notice" role="alert" data-notice="not-loaded">
      <p className="trackside-Notice-title">{trans.__("The run panel could not be loaded")}</p>
      <p>{trans.__("Your cells go on being recorded. Try again; where that does not help, reload the page.")}</p>
      <ErrorText text={reason} />
      <button type="button" className="trackside-Button" onClick={onAgain}>
        {trans.__("Try now")}
      </button>
    </div>
  );
}
