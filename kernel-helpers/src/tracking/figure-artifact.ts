import { TracksideError } from "../errors";
import { isPng } from "./png-image";

/**
 * A figure: SVG or HTML as text, the specification of a Vega or Vega-Lite chart as an object, or the bytes of a PNG.
 */
export type Figure = string | Uint8Array | Readonly<Record<string, unknown>>;

interface FigureForm {
  readonly name: string;
  readonly extensions: readonly string[];
}

const svg = { name: "SVG", extensions: [".svg"] };
const html = { name: "HTML", extensions: [".html", ".htm"] };
const png = { name: "PNG", extensions: [".png"] };
const specification = { name: "a chart's specification", extensions: [".json"] };

function formOf(figure: Figure): FigureForm | null {
  if (typeof figure === "string") {
    const start = figure.slice(0, 2_000);
    if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i.test(start)) {
      return svg;
    }
    return /^\s*<(?:!doctype html|html|div)[\s>]/i.test(start) ? html : null;
  }
  if (figure instanceof Uint8Array) {
    return isPng(figure) ? png : null;
  }
  return typeof figure === "object" && figure !== null ? specification : null;
}

/**
 * What is written for a figure: text and bytes as they are, a specification as an object still.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` for another form, `tracking.invalid-path` when the file is
 * named after another: MLflow shows a file by its extension.
 */
export function checkFigure(figure: Figure, artifactFile: string): Figure {
  const form = formOf(figure);
  if (!form) {
    throw new TracksideError(`the figure "${artifactFile}" is neither SVG nor HTML nor PNG nor a specification`, {
      code: "tracking.invalid-value",
      hint: "Give the text of an SVG, the bytes of a PNG, or the object of a Vega-Lite chart.",
    });
  }
  if (!form.extensions.some((extension) => artifactFile.toLowerCase().endsWith(extension))) {
    throw new TracksideError(`the figure "${artifactFile}" is ${form.name}, which its name does not tell`, {
      code: "tracking.invalid-path",
      hint: `Name it "${artifactFile.replace(/\.\w+$/, "")}${form.extensions[0]}".`,
    });
  }
  return figure;
}
