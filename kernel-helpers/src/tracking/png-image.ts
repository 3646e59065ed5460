import { types } from "node:util";
import type { PNG } from "pngjs";
import { TracksideError } from "../errors";

/** An image as numbers, row by row from the top left: `ImageData` of a canvas, or a tensor. */
export interface RawImage {
  /** 0 to 255; in an array of floating-point numbers 0 to 1. Its length is width x height x channels. */
  readonly data: ArrayLike<number>;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /**
   * 1: grey, 3: red, green, blue, 4: these and opacity.
   *
   * @default what the length of `data` says
   */
  readonly channels?: 1 | 3 | 4;
}

/** Width or height, whichever is larger, of the small image that MLflow's grid shows. */
const thumbnailSize = 256;

/** Loaded when the first image is logged. */
function lazyPng(): typeof PNG {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- there is no lazy import that is synchronous
  return (require("pngjs") as typeof import("pngjs")).PNG;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Tells a PNG by its first bytes. */
export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
}

/** Tells a JPEG by its first bytes. */
export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xd8, 0xff]);
}

function refuse(where: string, what: string, hint: string): never {
  throw new TracksideError(`${where} ${what}`, { code: "tracking.invalid-value", hint });
}

/**
 * Makes a PNG of an image's numbers.
 *
 * @param where - what it is, for a message.
 * @throws {@link TracksideError} `tracking.invalid-value` when sizes do not fit, or a value is out of range.
 */
export function encodePng(where: string, { data, width, height, channels }: RawImage): Buffer {
  const depth = channels ?? data.length / (width * height);
  if (![width, height].every((size) => Number.isSafeInteger(size) && size > 0)) {
    refuse(where, `is ${width} x ${height} pixels`, "Give whole numbers above 0 as width and height.");
  }
  if (![1, 3, 4].includes(depth) || data.length !== width * height * depth) {
    refuse(
      where,
      `has ${data.length} values for ${width} x ${height} pixels`,
      "Give 1 (grey), 3 (red, green, blue) or 4 (and opacity) values for each pixel.",
    );
  }
  const scale = types.isFloat32Array(data) || types.isFloat64Array(data) ? 255 : 1;
  const image = new (lazyPng())({ width, height, colorType: depth === 1 ? 0 : depth === 3 ? 2 : 6 });
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 4; channel++) {
      const isOpacity = channel === 3 && depth !== 4;
      const place = pixel * depth + (depth === 1 ? 0 : channel);
      image.data[pixel * 4 + channel] = isOpacity ? 255 : pixelValue(where, data, place, scale);
    }
  }
  return lazyPng().sync.write(image, { colorType: depth === 1 ? 0 : depth === 3 ? 2 : 6 });
}

function pixelValue(where: string, data: ArrayLike<number>, place: number, scale: number): number {
  const value = Math.round((data[place] ?? NaN) * scale);
  if (!(value >= 0 && value <= 255)) {
    const range = scale === 1 ? "0 to 255" : "0 to 1, as in every array of floating-point numbers";
    refuse(where, `has the value ${String(data[place])} at ${place}`, `Bring the values into the range ${range}.`);
  }
  return value;
}

/**
 * A PNG small enough for MLflow's grid, each pixel the mean of those that it stands for; a small one is itself.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` when the bytes are no whole PNG.
 */
export function thumbnail(where: string, png: Buffer): Buffer {
  const image = decode(where, png);
  const factor = thumbnailSize / Math.max(image.width, image.height);
  if (factor >= 1) {
    return png;
  }
  const width = Math.max(1, Math.floor(image.width * factor));
  const height = Math.max(1, Math.floor(image.height * factor));
  const small = new (lazyPng())({ width, height });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromX, toX] = [x, x + 1].map((at) => Math.floor((at * image.width) / width)) as [number, number];
      const [fromY, toY] = [y, y + 1].map((at) => Math.floor((at * image.height) / height)) as [number, number];
      small.data.set(meanColour(image, fromX, toX, fromY, toY), (y * width + x) * 4);
    }
  }
  return lazyPng().sync.write(small);
}

function decode(where: string, png: Buffer): PNG {
  try {
    return lazyPng().sync.read(png);
  } catch (cause) {
    const hint = "Is it cut off? Give the bytes of a whole PNG file.";
    throw new TracksideError(`${where} is no PNG that can be read: ${(cause as Error).message}`, {
      code: "tracking.invalid-value",
      hint,
      cause,
    });
  }
}

function meanColour(image: PNG, fromX: number, toX: number, fromY: number, toY: number): number[] {
  const sums = [0, 0, 0, 0];
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      sums.forEach((sum, channel) => (sums[channel] = sum + (image.data[(y * image.width + x) * 4 + channel] ?? 0)));
    }
  }
  return sums.map((sum) => Math.round(sum / ((toX - fromX) * (toY - fromY))));
}
