import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MlflowValueError } from "./errors";

/**
 * Splits the path of an artifact, which has `/` on all platforms.
 *
 * @throws {@link MlflowValueError} for a path that is absolute or leads upwards.
 */
export function artifactSegments(path: string): string[] {
  const segments = path.split("/");
  if (segments.some((segment) => ["", ".", ".."].includes(segment) || segment.includes("\0"))) {
    throw new MlflowValueError(
      `artifact path ${JSON.stringify(path)}`,
      "must be relative, with neither empty parts nor . or ..",
    );
  }
  return segments;
}

/**
 * Finds the place of an artifact below a folder of this machine.
 *
 * @throws {@link MlflowValueError} when the path would lead out of the folder.
 */
export function placeWithin(folder: string, path: string): string {
  const root = resolve(folder);
  const place = resolve(root, ...artifactSegments(path));
  const way = relative(root, place);
  // a backslash or a drive letter in a segment is harmless on one platform and a way out on another
  if (way === "" || way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new MlflowValueError(`artifact path ${JSON.stringify(path)}`, `leads out of ${root}`);
  }
  return place;
}

/** Where the artifacts of a run or model are kept. */
export type ArtifactRoot =
  | { readonly kind: "proxied"; readonly path: string }
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "other"; readonly uri: string };

/** Reads an artifact root as the server gives it: behind the server, a folder of the *server's* disk, or elsewhere. */
export function parseArtifactRoot(uri: string): ArtifactRoot {
  if (isAbsolute(uri)) {
    return { kind: "folder", folder: uri };
  }
  // one with a host is on another server
  const scheme = /^([a-z-]+):(?!\/\/[^/])/.exec(uri)?.[1];
  if (scheme === "file") {
    return { kind: "folder", folder: fileURLToPath(uri) };
  }
  if (scheme === "mlflow-artifacts") {
    return { kind: "proxied", path: new URL(uri).pathname.split("/").filter(Boolean).join("/") };
  }
  // a storage, or a folder relative to the one in which the server was started, which only it knows
  return { kind: "other", uri };
}
