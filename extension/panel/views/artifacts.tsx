import { fileIcon } from "@jupyterlab/ui-components";
import { memo, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { useViewContext } from "../../common";
import type { PanelLayout } from "../layout";
import { Section } from "./section";

/** Lists the paths of the run's artifacts. */
export const Artifacts = memo(function Artifacts({
  artifacts,
  layout,
}: {
  artifacts: RunView["artifacts"];
  layout: PanelLayout;
}): JSX.Element {
  const { trans } = useViewContext();
  return (
    <Section
      id="artifacts"
      title={trans.__("Artifacts")}
      count={artifacts.length}
      layout={layout}
      emptyText={trans.__("No artifact logged yet.")}
    >
      <ul className="trackside-Artifacts">
        {artifacts.map((path) => (
          <ArtifactRow key={path} path={path} />
        ))}
      </ul>
    </Section>
  );
});

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
