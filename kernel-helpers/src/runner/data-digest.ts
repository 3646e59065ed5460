import { createHash, hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline as pump } from "node:stream/promises";
import { fileStamp } from "../config";

/** Digests a text. @returns 32 hexadecimal digits. */
export function textDigest(text: string): string {
  return hash("sha256", text).slice(0, 32);
}

const known = new Map<string, { readonly stamp: string; readonly digest: string }>();

/**
 * Digests a file by its content, or a folder by those of its files; what has not changed since is not read again.
 *
 * @returns 32 hexadecimal digits; null when there is nothing.
 */
export async function fileDigest(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) {
    return null;
  }
  if (found.isDirectory()) {
    const names = (await readdir(path)).sort();
    const digests = await Promise.all(names.map((name) => fileDigest(join(path, name))));
    return textDigest(JSON.stringify(names.map((name, index) => [name, digests[index]])));
  }
  const stamp = fileStamp(path);
  const before = known.get(path);
  if (before?.stamp === stamp) {
    return before.digest;
  }
  const content = createHash("sha256");
  await pump(createReadStream(path), content);
  const digest = content.digest("hex").slice(0, 32);
  known.set(path, { stamp, digest });
  return digest;
}
