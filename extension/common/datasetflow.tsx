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
  const data = inputs.filter((input) => !isParams(input));
  if (data.length === 0 && outputs.length === 0) {
    return null;
  }
  return (
    <span className="trackside-Flow">
      {data.length > 0 && <Datasets datasets={data} direction="input" />}
      {outputs.length > 0 && (
        <span className="trackside-Flow-result">
          <span className="trackside-Flow-arrow" role="img" aria-label={trans.__("gives")}>
            →
          </span>
          <Datasets datasets={outputs} direction="output" />
        </span>
      )}
    </span>
  );
}

/** Parameters are inputs to a pipeline too, but a node's params are shown by name and value. */
function isParams({ name }: DatasetView): boolean {
  return name === "parameters" || name.startsWith("params:");
}

interface DatasetsProps {
  readonly datasets: readonly DatasetView[];
  readonly direction: "input" | "output";
}

function Datasets({ datasets, direction }: DatasetsProps): JSX.Element {
  return (
    <span className="trackside-Flow-datasets" data-direction={direction}>
      {datasets.map((dataset) => (
        <Dataset key={dataset.name} dataset={dataset} />
      ))}
    </span>
  );
}

function Dataset({ dataset }: { dataset: DatasetView }): JSX.Element {
  const { trans, locale } = useViewContext();
  const rowsText = (count: number, text: string): string => trans._n("%2 row", "%2 rows", count, text);
  const size = formatDataset(dataset, rowsText, locale);
  return (
    <span className="trackside-Dataset" data-dataset={dataset.name}>
      <span
        className="trackside-Dataset-name"
        title={dataset.kind === "" ? dataset.name : `${dataset.name} (${dataset.kind})`}
      >
        {dataset.name}
      </span>{" "}
      {size !== dataset.name && size !== "" && <span className="trackside-Dataset-size">{size}</span>}
    </span>
  );
}
