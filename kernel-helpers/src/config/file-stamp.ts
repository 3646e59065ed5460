import { statSync } from "node:fs";

/** Changes when a file does. */
export function fileStamp(path: string): string {
  const { mtimeNs, size, ino } = statSync(path, { bigint: true });
  return [path, mtimeNs, size, ino].join(" ");
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
