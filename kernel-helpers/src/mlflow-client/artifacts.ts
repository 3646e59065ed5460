import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { listArtifacts, type ArtifactEntry, type ArtifactOwner } from "./artifact-list";
import { artifactSegments, parseArtifactRoot, placeWithin, type ArtifactRoot } from "./artifact-paths";
import { MlflowError } from "./errors";
import { uploadInParts, type MultipartOptions } from "./multipart-upload";
import { artifactsApi, pathSegment } from "./rest-paths";
import type { MlflowTransport } from "./transport";

const defaults: MultipartOptions = { from: 100 * 1024 ** 2, partSize: 10 * 1024 ** 2 };

/**
 * The artifacts of runs and logged models, wherever they are kept: behind the server (`mlflow-artifacts:`), or in a
 * folder of this machine. What is kept elsewhere can be read through the server, but not written.
 *
 * @example
 * const { info } = await client.runs.get(runId);
 * await client.artifacts.upload(info, "plots/loss.svg", "/tmp/loss.svg");
 * for await (const { path } of client.artifacts.list(info, { recursive: true })) { ... }
 */
export class Artifacts {
  private readonly multipart: MultipartOptions;
  /** Where the storage has once refused parts, it is not asked again. */
  private takesParts = true;

  constructor(
    private readonly transport: MlflowTransport,
    private readonly serverUri: string,
    multipart: Partial<MultipartOptions> = {},
  ) {
    this.multipart = { ...defaults, ...multipart };
  }

  /** Goes through the artifacts directly below a path (the root by default), or through all below it, files last. */
  list(
    owner: ArtifactOwner,
    { path, recursive = false }: { readonly path?: string; readonly recursive?: boolean } = {},
  ): AsyncGenerator<ArtifactEntry, void, undefined> {
    return listArtifacts(this.transport, owner, path ?? "", recursive);
  }

  /**
   * Puts a local file among the artifacts: streamed through the server, in parts where it is large and the storage
   * takes them, or copied where the artifact root is a folder of this machine.
   *
   * @throws {@link MlflowError} when the root is out of reach, {@link MlflowValueError} when the path leads out of it.
   */
  async upload(owner: Pick<ArtifactOwner, "artifact_uri">, path: string, localFile: string): Promise<void> {
    const root = this.reachable(owner.artifact_uri);
    if (root.kind === "folder") {
      const place = placeWithin(root.folder, path);
      await mkdir(dirname(place), { recursive: true });
      await copyFile(localFile, place);
    } else if (root.kind === "proxied") {
      await this.uploadThroughServer(root.path, path, localFile);
    } else {
      throw outOfReach(root.uri);
    }
  }

  /**
   * Reads an artifact as it comes. Read it to its end or destroy it: it holds one of the two connections.
   *
   * @returns the content's bytes.
   */
  async download(owner: ArtifactOwner, path: string): Promise<Readable> {
    const root = this.reachable(owner.artifact_uri);
    const segments = artifactSegments(path);
    if (root.kind === "folder") {
      const place = placeWithin(root.folder, path);
      await requireFile(place, path);
      return createReadStream(place);
    }
    if (root.kind === "proxied") {
      return this.downloadThroughServer(owner, path, `${artifactsApi}/artifacts/${urlPath(root.path, segments)}`);
    }
    return this.transport.getStream(
      "run_id" in owner
        ? `/get-artifact?${new URLSearchParams({ run_uuid: owner.run_id, path }).toString()}`
        : `/ajax-api/2.0/mlflow/logged-models/${pathSegment("model id", owner.model_id)}/artifacts/files?` +
            new URLSearchParams({ artifact_file_path: path }).toString(),
    );
  }

  /**
   * Downloads an artifact, or all below a path, into a folder, under the same path there. A file appears when it is
   * whole.
   *
   * @param path - of a file or a folder; everything when empty.
   * @returns the artifacts' paths, relative to the folder.
   * @throws {@link MlflowValueError} when the server names a path that leads out of the folder.
   */
  async downloadInto(owner: ArtifactOwner, path: string, folder: string): Promise<string[]> {
    const files: string[] = [];
    for await (const entry of this.list(owner, { path, recursive: true })) {
      if (!entry.isFolder) {
        await this.downloadFile(owner, entry.path, folder);
        files.push(entry.path);
      }
    }
    if (files.length === 0 && path !== "") {
      await this.downloadFile(owner, path, folder);
      files.push(path);
    }
    return files;
  }

  private async downloadFile(owner: ArtifactOwner, path: string, folder: string): Promise<void> {
    const place = placeWithin(folder, path);
    const content = await this.download(owner, path);
    const part = `${place}.part`;
    try {
      await mkdir(dirname(place), { recursive: true });
      await pipeline(content, createWriteStream(part));
      await rename(part, place);
    } catch (cause) {
      content.destroy();
      await rm(part, { force: true });
      throw new MlflowError(`artifact ${path} was not downloaded to ${place}: ${String(cause)}`, { cause });
    }
  }

  /** Servers of MLflow 2 answer 500 for a file that is not there, as for what may well work at the next try. */
  private async downloadThroughServer(owner: ArtifactOwner, path: string, url: string): Promise<Readable> {
    try {
      return await this.transport.getStream(url);
    } catch (error) {
      if (error instanceof MlflowError && error.errorCode === "INTERNAL_ERROR" && !(await this.has(owner, path))) {
        throw missing(path);
      }
      throw error;
    }
  }

  private async has(owner: ArtifactOwner, path: string): Promise<boolean> {
    for await (const entry of this.list(owner, { path: path.split("/").slice(0, -1).join("/") })) {
      if (entry.path === path) {
        return true;
      }
    }
    return false;
  }

  private async uploadThroughServer(rootPath: string, path: string, localFile: string): Promise<void> {
    const segments = artifactSegments(path);
    const { size } = await stat(localFile);
    if (this.takesParts && size >= this.multipart.from) {
      const directory = urlPath(rootPath, segments.slice(0, -1));
      const file = { name: segments.at(-1) as string, local: localFile, size };
      this.takesParts = await uploadInParts(this.transport, directory, file, this.multipart);
      if (this.takesParts) {
        return;
      }
    }
    await this.transport.put(
      `${artifactsApi}/artifacts/${urlPath(rootPath, segments)}`,
      createReadStream(localFile),
      "application/octet-stream",
    );
  }

  /** A folder among artifact roots is one of the *server's*: only on the same machine is it ours. */
  private reachable(uri: string): ArtifactRoot {
    const root = parseArtifactRoot(uri);
    const isOurs = ["localhost", "127.0.0.1", "[::1]"].includes(new URL(this.serverUri).hostname);
    return root.kind === "folder" && !isOurs ? { kind: "other", uri } : root;
  }
}

function outOfReach(uri: string): MlflowError {
  return new MlflowError(
    `artifacts of this run lie at ${uri}, out of Trackside's reach: start the server with --serve-artifacts`,
    { status: 400, errorCode: "NOT_IMPLEMENTED" },
  );
}

async function requireFile(place: string, path: string): Promise<void> {
  const found = await stat(place).catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      return null;
    }
    throw error;
  });
  if (!found?.isFile()) {
    throw missing(path);
  }
}

function missing(path: string): MlflowError {
  return new MlflowError(`there is no artifact ${path}`, { status: 404, errorCode: "RESOURCE_DOES_NOT_EXIST" });
}

/** The root's path is in the words of an URL already, the artifact's is not. */
function urlPath(rootPath: string, segments: readonly string[]): string {
  return [rootPath, ...segments.map(encodeURIComponent)].filter(Boolean).join("/");
}
