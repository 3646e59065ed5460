import { isConfigMap } from "../config";
import { TracksideError } from "../errors";
import type { DataFile } from "./data-file";
import { FileDataset, fileType, type FileFormat } from "./file-dataset";
import type { DatasetType } from "./dataset-type";
import { jsonFormat } from "./json-format";
import { utf8Text } from "./utf8-text";

/* Types of what people look at. */

/** Kinds of images, by how their files begin. */
const imageStarts: readonly { readonly name: string; readonly start: RegExp }[] = [
  { name: "PNG", start: /^\x89PNG\r\n/ },
  { name: "JPEG", start: /^\xff\xd8\xff/ },
  { name: "GIF", start: /^GIF8/ },
  { name: "WebP", start: /^RIFF[^]{4}WEBP/ },
  { name: "SVG", start: /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--|!DOCTYPE svg)/i },
];

/** The bytes of an image's file: to be shown, logged or decoded by a library. */
export const imageType = fileType(
  { name: "image", aliases: ["pillow.ImageDataset"], example: "data/08_reporting/map.png" },
  () => ({
    read: (bytes, file) => checkImage(bytes, file),
    write: (data, file) => checkImage(typeof data === "string" ? Buffer.from(data) : data, file),
  }),
);

function checkImage(data: unknown, file: DataFile): Uint8Array {
  const start = data instanceof Uint8Array ? Buffer.from(data.subarray(0, 256)).toString("latin1") : "";
  if (!(data instanceof Uint8Array) || !imageStarts.some((each) => each.start.test(start))) {
    throw wrongData(
      file,
      "is no image",
      `The bytes of a file in one of ${imageStarts.map(({ name }) => name).join(", ")}, or the text of an SVG, are one.`,
    );
  }
  return data;
}

/** A Vega-Lite or Plotly figure as JSON, or a drawing as SVG or PNG: by the end of the file's name. */
export const plotType: DatasetType = {
  name: "plot",
  aliases: [
    "plotly.JSONDataset",
    "plotly.PlotlyDataset",
    "plotly.HTMLDataset",
    "matplotlib.MatplotlibDataset",
    "matplotlib.MatplotlibWriter",
  ],
  // What to draw is what Kedro's own writers ask for; here the node gives the figure itself.
  keys: ["filepath", "plotly_args"],
  create(entry) {
    const file = entry.file("data/08_reporting/scores.vl.json");
    return new FileDataset("plot", file, formatOf(file));
  },
};

function formatOf(file: DataFile): FileFormat {
  const extension = /\.(\w+)$/.exec(file.shown)?.[1]?.toLowerCase();
  if (extension === "json") {
    return {
      read: (bytes, of) => jsonFormat.read(bytes, of),
      write: (data, of) => jsonFormat.write(checkFigure(data, of), of),
    };
  }
  if (extension === "svg" || extension === "html") {
    return { read: utf8Text, write: (data, of) => checkText(data, of) };
  }
  return { read: checkImage, write: checkImage };
}

function checkFigure(data: unknown, file: DataFile): unknown {
  const isFigure = isConfigMap(data) && ["$schema", "mark", "data", "layer"].some((key) => key in data);
  if (!isFigure) {
    const hint = "A Vega-Lite specification has a mark and data, a Plotly figure has data and a layout.";
    throw wrongData(file, "is no figure", hint);
  }
  return data;
}

function checkText(data: unknown, file: DataFile): string {
  if (typeof data !== "string") {
    throw wrongData(file, "is no text", "Save the drawing's source as a text.");
  }
  return data;
}

function wrongData(file: DataFile, problem: string, hint: string): TracksideError {
  return new TracksideError(`dataset "${file.dataset}": what ${file.shown} is to hold ${problem}`, {
    code: "catalog.wrong-data",
    hint,
  });
}
