import type { ArtifactView } from "trackside/lib/messages";

/** A line of the tree. */
export type TreeRow =
  | {
      readonly kind: "folder";
      readonly path: string;
      readonly name: string;
      readonly depth: number;
      readonly open: boolean;
      /** Of all files in it. */
      readonly size: number;
      readonly count: number;
    }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly name: string;
      readonly depth: number;
      readonly artifact: ArtifactView;
    };

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: ArtifactView[];
  size: number;
  count: number;
}

function newFolder(): Folder {
  return { folders: new Map(), files: [], size: 0, count: 0 };
}

/** The lines that show: folders before files, each by its name, what is in closed folders left out. */
export function treeRows(artifacts: readonly ArtifactView[], isOpen: (folder: string) => boolean): readonly TreeRow[] {
  const root = newFolder();
  for (const artifact of artifacts) {
    let folder = root;
    for (const part of artifact.path.split("/").slice(0, -1)) {
      const within = folder.folders.get(part) ?? newFolder();
      within.size += artifact.size;
      within.count += 1;
      folder.folders.set(part, within);
      folder = within;
    }
    folder.files.push(artifact);
  }
  return rowsOf(root, "", 0, isOpen);
}

function rowsOf(folder: Folder, path: string, depth: number, isOpen: (folder: string) => boolean): TreeRow[] {
  const folders = [...folder.folders].sort(([one], [other]) => one.localeCompare(other));
  const files = [...folder.files].sort((one, other) => one.path.localeCompare(other.path));
  return [
    ...folders.flatMap(([name, within]): TreeRow[] => {
      const whole = `${path}${name}/`;
      const open = isOpen(whole);
      const { size, count } = within;
      const row: TreeRow = { kind: "folder", path: whole, name, depth, open, size, count };
      return [row, ...(open ? rowsOf(within, whole, depth + 1, isOpen) : [])];
    }),
    ...files.map((artifact): TreeRow => {
      const name = artifact.path.slice(path.length);
      return { kind: "file", path: artifact.path, name, depth, artifact };
    }),
  ];
}
