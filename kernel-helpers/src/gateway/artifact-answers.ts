import type { ServerResponse } from "node:http";
import { posix } from "node:path";
import { pipeline } from "node:stream/promises";
import type { OpenArtifact } from "./run-artifacts";

/** By the name's end; what is not here is bytes, which a browser shows nothing of. */
const contentTypes: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
};

const text = "text/plain; charset=utf-8";
const textEndings = new Set([
  ".txt",
  ".md",
  ".log",
  ".yml",
  ".yaml",
  ".ts",
  ".js",
  ".py",
  ".sql",
  ".xml",
  ".toml",
  ".ndjson",
]);

/**
 * A page among the artifacts may show itself with what it brings along, but has neither an origin (so no cookie and no
 * storage of Jupyter's) nor a way to send anything anywhere.
 */
const policy = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "script-src 'unsafe-inline'",
  "img-src data: blob:",
  "font-src data:",
  "media-src data: blob:",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

export interface ArtifactAnswer {
  readonly isDownload: boolean;
  /** Bytes to give at most; the rest is cut off. */
  readonly limit: number | undefined;
}

/** Answers with an artifact's bytes, in such a way that what is in them can do nothing to the page that asks. */
export async function answerArtifact(
  response: ServerResponse,
  artifact: OpenArtifact,
  { isDownload, limit }: ArtifactAnswer,
): Promise<void> {
  const { path } = artifact.record;
  const content = await artifact.read(limit);
  response.writeHead(200, {
    "content-type": contentTypeOf(path),
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-disposition": isDownload ? attachment(posix.basename(path)) : "inline",
  });
  await pipeline(content, cutAt(limit), response);
}

function contentTypeOf(path: string): string {
  const ending = posix.extname(path).toLowerCase();
  return contentTypes[ending] ?? (textEndings.has(ending) ? text : "application/octet-stream");
}

/** RFC 6266: a plain name for old readers, the true one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, "_");
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A server's answer cannot be asked for in part, as a file's can. */
function cutAt(limit = Infinity) {
  return async function* (content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let left = limit;
    for await (const piece of content) {
      if (piece.length >= left) {
        yield piece.subarray(0, left);
        return;
      }
      left -= piece.length;
      yield piece;
    }
  };
}
