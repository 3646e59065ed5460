import { createReadStream } from "node:fs";
import { request } from "undici";
import { MlflowError } from "./errors";
import { artifactsApi } from "./rest-paths";
import type { MlflowTransport } from "./transport";

/** When and how large files go up in parts; sizes in bytes. */
export interface MultipartOptions {
  /** Files from this size on; 100 MiB by default. */
  readonly from: number;
  /** 10 MiB by default; storages take no smaller parts than 5 MiB. */
  readonly partSize: number;
}

/** One part: where it goes, by an address that holds its own permission. */
interface PartCredential {
  readonly url: string;
  readonly part_number: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface UploadedPart {
  readonly part_number: number;
  readonly etag: string;
  readonly url: string;
}

/** The storages' own limit. */
const mostParts = 10_000;
const tries = 3;

/**
 * Sends a large file in parts straight to the storage behind the server.
 *
 * @param directory - of the artifact, as the path of an URL.
 * @returns `false`, with nothing done, where the storage takes no parts.
 * @see mlflow.store.artifact.http_artifact_repo
 */
export async function uploadInParts(
  transport: MlflowTransport,
  directory: string,
  file: { readonly name: string; readonly local: string; readonly size: number },
  { partSize }: MultipartOptions,
): Promise<boolean> {
  const length = Math.max(partSize, Math.ceil(file.size / mostParts));
  const count = Math.ceil(file.size / length);
  const at = (step: string) => `${artifactsApi}/mpu/${step}/${directory}`;
  const upload = await start(transport, at("create"), { path: file.name, num_parts: count });
  if (upload === null) {
    return false;
  }
  const which = { path: file.name, upload_id: upload.upload_id };
  try {
    const parts: UploadedPart[] = [];
    for (const credential of upload.credentials) {
      const first = (credential.part_number - 1) * length;
      parts.push(await sendPart(credential, file.local, first, Math.min(first + length, file.size)));
    }
    await transport.post(at("complete"), { ...which, parts });
    return true;
  } catch (error) {
    await abandon(transport, at("abort"), which, error);
    throw error;
  }
}

async function start(transport: MlflowTransport, path: string, body: unknown) {
  try {
    return await transport.post<{ upload_id: string; credentials: readonly PartCredential[] }>(path, body);
  } catch (error) {
    if (error instanceof MlflowError && error.isMissingEndpoint) {
      return null;
    }
    throw error;
  }
}

/** Sends the bytes from `first` up to, and without, `end`. The credentials of the server are none of the storage's. */
async function sendPart(credential: PartCredential, file: string, first: number, end: number): Promise<UploadedPart> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await request(credential.url, {
        method: "PUT",
        headers: { ...credential.headers, "content-length": String(end - first) },
        body: createReadStream(file, { start: first, end: end - 1 }),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) {
        throw new MlflowError(`the artifact storage refused part ${credential.part_number}: ${text.slice(0, 200)}`, {
          status: answer.statusCode,
        });
      }
      const etag = answer.headers["etag"];
      return { part_number: credential.part_number, url: credential.url, etag: typeof etag === "string" ? etag : "" };
    } catch (error) {
      if (attempt === tries) {
        throw error instanceof MlflowError
          ? error
          : new MlflowError(`the artifact storage does not answer: ${String(error)}`, { cause: error });
      }
    }
  }
}

/** Frees what the storage holds of a failed upload; when that fails, too, the failure says both. */
async function abandon(transport: MlflowTransport, path: string, which: unknown, reason: unknown): Promise<void> {
  try {
    await transport.post(path, which);
  } catch (error) {
    const [first, second] = [reason, error].map((one) => (one instanceof Error ? one.message : String(one)));
    throw new MlflowError(`${first}; and its parts could not be taken away again: ${second}`, { cause: reason });
  }
}
