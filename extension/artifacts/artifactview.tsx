import type { JSX } from "react";

import { useViewContext } from "../common";
import type { WideProps } from "../wide";
import { ArtifactDetails } from "./artifactdetails";

/** Shows one artifact in the main area: the view's name is its path. */
export function WideArtifact({ view, run }: WideProps): JSX.Element {
  const { trans } = useViewContext();
  const artifact = run.artifacts.find(({ path }) => path === view.name);
  return artifact === undefined ? (
    <p className="trackside-Tab-empty">{trans.__("The run has no artifact %1.", view.name)}</p>
  ) : (
    <div className="trackside-WideArtifact">
      <ArtifactDetails artifact={artifact} kernelId={view.kernelId} runId={run.runId} mlflowRunId={run.mlflowRunId} />
    </div>
  );
}
