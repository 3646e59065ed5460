import { LabIcon } from "@jupyterlab/ui-components";
import type { VirtualElement } from "@lumino/virtualdom";

import moreSvg from "../../style/icons/more.svg";
import noteSvg from "../../style/icons/note.svg";
import pauseSvg from "../../style/icons/pause.svg";
import resumeSvg from "../../style/icons/resume.svg";
import runSvg from "../../style/icons/run.svg";
import tagSvg from "../../style/icons/tag.svg";

/** A falling curve with its newest point: the mark of the run panel. */
export const runIcon = new LabIcon({ name: "trackside:run", svgstr: runSvg });

/** Stops live updates. */
export const pauseIcon = new LabIcon({ name: "trackside:pause", svgstr: pauseSvg });

/** Goes on with live updates. */
export const resumeIcon = new LabIcon({ name: "trackside:resume", svgstr: resumeSvg });

/** Writes the note. */
export const noteIcon = new LabIcon({ name: "trackside:note", svgstr: noteSvg });

/** Sets a tag; JupyterLab's own is wide, and small in a menu. */
export const tagIcon = new LabIcon({ name: "trackside:tag", svgstr: tagSvg });

/** Opens what can be done. */
export const moreIcon = new LabIcon({ name: "trackside:more", svgstr: moreSvg });

/** Passes an icon to Lumino, whose type of the optional `unrender` is narrower than JupyterLab's by `undefined`. */
export function asRenderer(icon: LabIcon): VirtualElement.IRenderer {
  const renderer: unknown = icon;
  return renderer as VirtualElement.IRenderer;
}
