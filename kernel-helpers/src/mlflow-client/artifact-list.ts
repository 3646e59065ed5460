import { MlflowError } from "./errors";
import { artifactSegments } from "./artifact-paths";
import { needing } from "./abilities";
import { itemsOf } from "./pages";
import { api, pathSegment } from "./rest-paths";
import type { MlflowTransport } from "./transport";

/** What has artifacts: the `info` of a run or of a logged model. */
export type ArtifactOwner = { readonly artifact_uri: string } & (
  { readonly run_id: string } | { readonly model_id: string }
);

/** A file or a folder among artifacts. */
export interface ArtifactEntry {
  /** From the root of the run's or model's artifacts, with `/` on all platforms. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Bytes; `null` for a folder. */
  readonly size: number | null;
}

interface FileMessage {
  readonly path: string;
  readonly is_dir: boolean;
  readonly file_size?: number | string;
}

/** Goes through the artifacts below a path. */
export async function* listArtifacts(
  transport: MlflowTransport,
  owner: ArtifactOwner,
  path: string,
  recursive: boolean,
): AsyncGenerator<ArtifactEntry, void, undefined> {
  for await (const message of filesOf(transport, owner, path)) {
    requireBelow(message.path, path);
    const size = message.is_dir ? null : Number(message.file_size ?? 0);
    yield { path: message.path, isFolder: message.is_dir, size };
    if (recursive && message.is_dir) {
      yield* listArtifacts(transport, owner, message.path, recursive);
    }
  }
}

function filesOf(transport: MlflowTransport, owner: ArtifactOwner, path: string) {
  return itemsOf(async (pageToken) => {
    const query = { ...(pageToken === undefined ? {} : { page_token: pageToken }) };
    const answer =
      "run_id" in owner
        ? await transport.get<FileList>(`${api}/artifacts/list`, {
            run_id: owner.run_id,
            ...(path === "" ? {} : { path }),
            ...query,
          })
        : await needing("loggedModels", () =>
            transport.get<FileList>(
              `${api}/logged-models/${pathSegment("model id", owner.model_id)}/artifacts/directories`,
              { ...(path === "" ? {} : { artifact_directory_path: path }), ...query },
            ),
          );
    return { items: answer.files, nextPageToken: answer.next_page_token };
  });
}

/** Somebody else's server is asked: what it names must be where it was asked for, or a walk would never end. */
function requireBelow(path: string, folder: string): void {
  artifactSegments(path);
  if (folder !== "" && !path.startsWith(`${folder.replace(/\/+$/, "")}/`)) {
    throw new MlflowError(`MLflow names ${JSON.stringify(path)} among the artifacts below ${JSON.stringify(folder)}`);
  }
}

interface FileList {
  readonly files?: readonly FileMessage[];
  readonly next_page_token?: string;
}
