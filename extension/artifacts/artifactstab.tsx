import { fileIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";

import { useViewContext, type TabProps } from "../common";

/** Lists the paths of the run's artifacts. */
export function ArtifactsTab({ run: { artifacts } }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  if (artifacts.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No artifact logged yet.")}</p>;
  }
  return (
    <ul className="trackside-Artifacts" aria-label={trans.__("Artifacts")}>
      {artifacts.map(({ path }) => (
        <ArtifactRow key={path} path={path} />
      ))}
    </ul>
  );
}

/** The folder may be cut, the name of the file stays whole as long as it can. */
function ArtifactRow({ path }: { path: string }): JSX.Element {
  const split = path.lastIndexOf("/") + 1;
  return (
    <li className="trackside-Artifact" data-artifact={path} title={path}>
      <fileIcon.react tag="span" width="14px" height="14px" />
      {split > 0 && <span className="trackside-Artifact-folder">{path.slice(0, split)}</span>}
      <span className="trackside-Artifact-name">{path.slice(split)}</span>
    </li>
  );
}
