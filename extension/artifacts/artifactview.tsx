import type { JSX } from "react";

import { useViewContext } from "../common";
import type { WideProps } from "../wide";
import { ArtifactDetails } from "./artifactdetails";

/** Kind of the wide view that shows an artifact, whose path is the view's name. */
export const artifactKind = "artifact";

/** Shows one artifact in the main area. */
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
