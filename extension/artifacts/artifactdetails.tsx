import { downloadIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";
import type { ArtifactView } from "trackside/lib/messages";

import { CopyButton, formatBytes, formatMoment, usePanelServices, useViewContext } from "../common";
import { Preview } from "./preview";

interface ArtifactDetailsProps {
  readonly artifact: ArtifactView;
  readonly kernelId: string;
  readonly runId: string;
  /** MLflow's id of the run; `null` while it has none. */
  readonly mlflowRunId: string | null;
  /** Opens it wide; absent where it is. */
  readonly onOpenWide?: () => void;
}

/** An artifact's preview, and what can be done with it. */
export function ArtifactDetails(props: ArtifactDetailsProps): JSX.Element {
  const { artifact, kernelId, runId, mlflowRunId, onOpenWide } = props;
  const { trans, locale } = useViewContext();
  const { gateway } = usePanelServices();
  const { path, size, time } = artifact;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    <div className="trackside-ArtifactDetails" data-preview={path}>
      <div className="trackside-ArtifactDetails-bar">
        <span className="trackside-ArtifactDetails-facts">
          {formatBytes(size, locale)} · {formatMoment(time, locale)}
        </span>
        {mlflowRunId !== null && (
          <CopyButton
            text={loadSnippet(mlflowRunId, path)}
            label={trans.__("Copy the Python code that loads %1", name)}
          />
        )}
        {onOpenWide !== undefined && (
          <button type="button" className="trackside-Button" onClick={onOpenWide}>
            {trans.__("Open wide")}
          </button>
        )}
        <a
          className="trackside-Button"
          href={gateway.address("artifact", { kernel: kernelId, run: runId, path, download: "1" })}
          download={name}
          aria-label={trans.__("Download %1", name)}
        >
          <downloadIcon.react tag="span" width="14px" height="14px" />
          {trans.__("Download")}
        </a>
      </div>
      <Preview artifact={artifact} kernelId={kernelId} runId={runId} />
    </div>
  );
}

/** Whoever goes on with an artifact elsewhere has MLflow's own client there. */
function loadSnippet(mlflowRunId: string, path: string): string {
  const [id, artifactPath] = [mlflowRunId, path].map((text) => JSON.stringify(text));
  return `import mlflow\n\nmlflow.artifacts.download_artifacts(run_id=${id ?? ""}, artifact_path=${artifactPath ?? ""})\n`;
}
