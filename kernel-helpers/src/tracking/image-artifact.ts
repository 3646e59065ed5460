import { randomUUID } from "node:crypto";
import { TracksideError } from "../errors";
import { encodePng, isJpeg, isPng, thumbnail, type RawImage } from "./png-image";

/** An image: the bytes of a PNG or JPEG file, or its numbers. */
export type LoggedImage = Uint8Array | RawImage;

/** Where an image stands in MLflow's grid of images over steps. */
export interface ImageOptions {
  /** Name of the series: letters, digits, `_ - . /` and spaces. */
  readonly key: string;
  /**
   * Whole number, shown on the grid's slider.
   *
   * @default 0
   */
  readonly step?: number;
  /**
   * Milliseconds since the epoch.
   *
   * @default the time of the call
   */
  readonly timestamp?: number;
}

/** A file to be logged. */
export interface ImageFile {
  readonly path: string;
  readonly content: Uint8Array;
}

function bytesOf(where: string, image: LoggedImage): Buffer {
  return image instanceof Uint8Array
    ? Buffer.from(image.buffer, image.byteOffset, image.byteLength)
    : encodePng(where, image);
}

/**
 * An image as one file, under the name that it is given.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` for bytes that are neither PNG nor JPEG,
 * `tracking.invalid-path` when the name says another format than the bytes.
 */
export function singleImage(image: LoggedImage, artifactFile: string): ImageFile {
  const content = bytesOf(`the image "${artifactFile}"`, image);
  const extensions = isPng(content) ? [".png"] : isJpeg(content) ? [".jpg", ".jpeg"] : null;
  if (!extensions) {
    throw new TracksideError(`the image "${artifactFile}" is neither PNG nor JPEG`, {
      code: "tracking.invalid-value",
      hint: "Give the bytes of such a file, or { data, width, height }. Log other formats by mlflow.logArtifact.",
    });
  }
  if (!extensions.some((extension) => artifactFile.toLowerCase().endsWith(extension))) {
    throw new TracksideError(`the image "${artifactFile}" has bytes of ${extensions[0]}`, {
      code: "tracking.invalid-path",
      hint: `Name it "${artifactFile.replace(/\.\w+$/, "")}${extensions[0]}".`,
    });
  }
  return { path: artifactFile, content };
}

/**
 * The two files by which MLflow's grid shows an image at a step: the image, and a small copy.
 *
 * MLflow's Python client writes the small copy as WebP, which Node has no encoder for; the grid tells it by its name.
 *
 * @throws {@link TracksideError} `tracking.invalid-key` or `tracking.invalid-value`.
 * @see `mlflow/tracking/client.py`, `log_image`
 */
export function gridImages(image: LoggedImage, { key, step = 0, timestamp = Date.now() }: ImageOptions): ImageFile[] {
  const where = `the image "${key}"`;
  if (typeof key !== "string" || !/^[a-zA-Z0-9_\-./ ]+$/.test(key)) {
    throw new TracksideError(`MLflow takes no image named ${JSON.stringify(key)}`, {
      code: "tracking.invalid-key",
      hint: "Use letters, digits, _ - . / and spaces.",
    });
  }
  for (const [what, number] of Object.entries({ step, timestamp })) {
    if (!Number.isSafeInteger(number)) {
      throw new TracksideError(`the ${what} of ${where} must be a whole number, but is ${String(number)}`, {
        code: "tracking.invalid-value",
        hint: "Count steps: 0, 1, 2, ... A timestamp is milliseconds since the epoch, as Date.now() gives.",
      });
    }
  }
  const content = bytesOf(where, image);
  if (!isPng(content)) {
    throw new TracksideError(`${where} is no PNG, and MLflow's grid of images shows no other format`, {
      code: "tracking.invalid-value",
      hint: "Give a PNG or { data, width, height }; a JPEG can be logged as a file, by mlflow.logImage(bytes, name).",
    });
  }
  const name = `images/${key.replaceAll("/", "~")}+step+${step}+timestamp+${timestamp}+${randomUUID()}`;
  return [
    { path: `${name}.png`, content },
    { path: `${name}+compressed.png`, content: thumbnail(where, content) },
  ];
}
