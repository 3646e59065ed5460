import { open } from "node:fs/promises";
import { extname } from "node:path";
import type { ArtifactRecord } from "../../journal";
import type { Image, SummaryValue } from "./event-schema";
import { image, text } from "./summary-values";

const textExtensions = new Set([".csv", ".html", ".json", ".log", ".md", ".tsv", ".txt", ".yaml", ".yml"]);

/** Bytes of a text that are shown: TensorBoard keeps all of its texts in memory, and renders them. */
const mostTextBytes = 64 * 1024;

const mostImageBytes = 16 * 1024 * 1024;

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");

/** Channels by the type of colour in a PNG's header; a palette's colours are RGB. */
const channelsOfColourType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/** Thrown where a file is none that TensorBoard could show, whatever its name says. */
export class UnfitArtifact extends Error {}

/**
 * Makes what TensorBoard shows of an artifact: PNG images and texts; `null` for other files.
 *
 * @throws {@link UnfitArtifact}
 */
export async function artifactSummary({ path, size }: ArtifactRecord, file: string): Promise<SummaryValue | null> {
  const extension = extname(path).toLowerCase();
  if (extension === ".png") {
    if (size > mostImageBytes) {
      throw new UnfitArtifact(`it has ${size} bytes, and an image of more than ${mostImageBytes} is not shown`);
    }
    return image(`artifacts/${path}`, pngImage(await readStart(file, size)));
  }
  if (textExtensions.has(extension)) {
    const start = (await readStart(file, Math.min(size, mostTextBytes))).toString("utf8");
    const rest = size > mostTextBytes ? `\n\n... and ${size - mostTextBytes} bytes more.` : "";
    return text(`artifacts/${path}`, (extension === ".md" ? start : verbatim(start)) + rest);
  }
  return null;
}

/** Markdown's way to show a text as it is, whatever it holds. */
function verbatim(content: string): string {
  return content.replace(/^/gm, "    ");
}

function pngImage(bytes: Buffer): Image {
  const channels = bytes.length >= 26 ? channelsOfColourType[bytes.readUInt8(25)] : undefined;
  if (channels === undefined || !bytes.subarray(0, 8).equals(pngSignature)) {
    throw new UnfitArtifact("it is not a PNG image");
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    colorspace: channels,
    encodedImageString: bytes,
  };
}

async function readStart(file: string, length: number): Promise<Buffer> {
  const handle = await open(file).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? new UnfitArtifact("its bytes are gone") : cause;
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
