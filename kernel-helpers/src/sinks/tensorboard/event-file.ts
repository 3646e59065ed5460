import { open, type FileHandle } from "node:fs/promises";
import { encodeEvent } from "./event-schema";
import { frameRecord } from "./record-framing";

/** First event of each file; from this version on, a step that goes backwards hides nothing. */
const fileVersion = "brain.Event:2";

/** The bytes that a file begins with. */
export function fileHeader(startTime: number): Buffer {
  return frameRecord(encodeEvent({ wallTime: startTime / 1_000, fileVersion }));
}

/**
 * Writes behind what is known to be good in a file, over whatever a writer that died has left there.
 *
 * @param length - bytes that are known to be good.
 * @returns the file's length, or `null` where less is there than was known: somebody else has changed it.
 */
export async function writeBehind(file: string, length: number, bytes: Uint8Array): Promise<number | null> {
  const handle = await open(file, length === 0 ? "w" : "r+").catch(unlessMissing);
  if (handle === null) {
    return null;
  }
  try {
    if ((await handle.stat()).size < length) {
      return null;
    }
    await handle.truncate(length);
    await writeWhole(handle, bytes, length);
    // Its length is noted next: after a loss of power that must not be of bytes that never reached the disk.
    await handle.datasync();
    return length + bytes.length;
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}

function unlessMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") {
    return null;
  }
  throw error;
}
