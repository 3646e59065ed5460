import { useInsertionEffect, useMemo, type JSX } from "react";

import { useViewContext } from "../common";
import { addStyles, frameSheets, runSheets } from "../styles";
import { NodeResultView } from "./noderesultview";
import { parseNodeResult } from "./parse";

/** Shows what the output of a cell has for the nodes it ran. */
export function NodeResultOutput({ data }: { readonly data: unknown }): JSX.Element {
  const { trans } = useViewContext();
  useInsertionEffect(() => {
    // also where the panel, which has them first, is disabled
    addStyles(frameSheets);
    addStyles(runSheets);
  }, []);
  const result = useMemo(() => parseNodeResult(data), [data]);
  return result === null ? (
    <p className="trackside-Quiet">
      {trans.__("This output was written by another version of Trackside. Run the cell again to see it.")}
    </p>
  ) : (
    <NodeResultView result={result} />
  );
}
