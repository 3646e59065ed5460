import type { JSX } from "react";
import type { ListedRun } from "trackside/lib/messages";

import { MiddleCut, useViewContext } from "../common";

/** What a run is called, whole in its tooltip. */
export function RunName({ run: { name } }: { readonly run: ListedRun }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <span className="trackside-CompareRun-name" title={name}>
      {name === "" ? <span className="trackside-Quiet">{trans.__("no name")}</span> : <MiddleCut text={name} />}
    </span>
  );
}
