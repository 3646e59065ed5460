import { TracksideError } from "../errors";

/** A file on the web. */
export interface RemoteFile {
  readonly url: string;
  /** Sent with the request, made when it is sent: they may hold credentials. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/** Longest time without a byte, and most bytes: a dataset is held in memory. */
const silenceMs = 60_000;
const mostBytes = 2 ** 31;

/**
 * Reads a file from the web.
 *
 * @throws TracksideError that says what the server answered, and never what it was asked with.
 */
export async function readRemoteFile(dataset: string, { url, headers }: RemoteFile): Promise<Buffer> {
  const { Agent, fetch } = await import("undici");
  const dispatcher = new Agent({ connect: { timeout: 15_000 }, headersTimeout: silenceMs, bodyTimeout: silenceMs });
  try {
    // fetch gives no credentials to another host that the server redirects to.
    const response = await fetch(url, { headers: headers(), dispatcher });
    if (!response.ok) {
      throw unreachable(dataset, url, `answered ${response.status} ${response.statusText}`.trim());
    }
    return await collect(dataset, url, response.body ?? []);
  } catch (error) {
    throw TracksideError.is(error) ? error : unreachable(dataset, url, reasonOf(error));
  } finally {
    await dispatcher.destroy();
  }
}

async function collect(
  dataset: string,
  url: string,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length > mostBytes) {
      throw unreachable(dataset, url, `has more than ${mostBytes / 2 ** 30} GiB`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreachable(dataset: string, url: string, reason: string): TracksideError {
  return new TracksideError(`dataset "${dataset}": ${shownUrl(url)} ${reason}`, {
    code: "catalog.http",
    hint: "Open the address in a browser; where it needs a login, name `credentials` in the dataset's entry.",
  });
}

/** What went wrong is in the cause of what fetch throws. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { message, code } = cause as Partial<NodeJS.ErrnoException>;
  return `could not be read: ${message || code || String(cause)}`;
}

/** An address without the login and query in it, which may be secret. */
export function shownUrl(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, "");
}
