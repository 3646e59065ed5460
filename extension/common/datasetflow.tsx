import type { JSX } from "react";
import type { DatasetView } from "trackside/lib/messages";

import { formatDataset } from "./format";
import { useViewContext } from "./viewcontext";

interface DatasetFlowProps {
  readonly inputs: readonly DatasetView[];
  readonly outputs: readonly DatasetView[];
}

/** Shows what went into a node and what came out: `companies 120 rows × 6 → clean_companies 118 rows × 6`. */
export function DatasetFlow({ inputs, outputs }: DatasetFlowProps): JSX.Element | null {
  const { trans } = useViewContext();
  if (inputs.length === 0 && outputs.length === 0) {
    return null;
  }
  return (
    <span className="trackside-Flow">
      {inputs.map((dataset) => (
        <Dataset key={`input ${dataset.name}`} dataset={dataset} direction="input" />
      ))}
      {outputs.length > 0 && (
        <span className="trackside-Flow-arrow" role="img" aria-label={trans.__("gives")}>
          →
        </span>
      )}
      {outputs.map((dataset) => (
        <Dataset key={`output ${dataset.name}`} dataset={dataset} direction="output" />
      ))}
    </span>
  );
}

function Dataset({ dataset, direction }: { dataset: DatasetView; direction: "input" | "output" }): JSX.Element {
  const { trans, locale } = useViewContext();
  const rowsText = (count: number, text: string): string => trans._n("%2 row", "%2 rows", count, text);
  const size = formatDataset(dataset, rowsText, locale);
  return (
    <span className="trackside-Dataset" data-dataset={dataset.name} data-direction={direction}>
      <span className="trackside-Dataset-name" title={`${dataset.name} (${dataset.kind})`}>
        {dataset.name}
      </span>{" "}
      {size !== dataset.name && <span className="trackside-Dataset-size">{size}</span>}
    </span>
  );
}
