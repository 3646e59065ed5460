import { useState, type JSX, type MouseEvent } from "react";

import { EditFailure, messageOf, useRunActions, useViewContext } from "../../common";

/** Offers to follow the runs of a kernel that Trackside does not record. */
export function FollowOffer(): JSX.Element {
  const { trans } = useViewContext();
  const { followKernel } = useRunActions();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const follow = ({ currentTarget }: MouseEvent): void => {
    // the button goes, and the keyboard with it
    currentTarget.closest<HTMLElement>(".trackside-Panel")?.focus();
    setAsking(true);
    setFailure(null);
    followKernel()
      .catch((error: unknown) => {
        setFailure(messageOf(error));
      })
      .finally(() => {
        setAsking(false);
      });
  };
  return (
    <>
      <button type="button" className="trackside-Button" data-action="follow-kernel" disabled={asking} onClick={follow}>
        {asking ? trans.__("Asking the kernel…") : trans.__("Follow its MLflow runs")}
      </button>
      <EditFailure failure={failure} />
    </>
  );
}
