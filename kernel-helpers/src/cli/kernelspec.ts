import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";

import { TracksideError } from "../errors";
import { packageRoot } from "../own-package";

/** Where a kernelspec goes; the user's own folder when nothing is given. */
export interface KernelLocation {
  readonly user?: boolean;
  /** A Python environment's folder; `true` for the active one. */
  readonly sysPrefix?: string | true;
  readonly prefix?: string;
}

/** What Jupyter reads as `kernel.json`. Paths are absolute: Jupyter's PATH may have another Node, or none. */
export function kernelspec(): Readonly<Record<string, unknown>> {
  return {
    argv: [process.execPath, join(packageRoot, "bin", "trackside.js"), "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript (Trackside)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false },
  };
}

/**
 * Writes the kernelspec `trackside`.
 *
 * @returns its folder.
 * @throws {@link TracksideError} `kernel.install` when the place cannot be found or written to.
 */
export function installKernelspec(location: KernelLocation): string {
  const folder = join(jupyterDataFolder(location), "kernels", "trackside");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(kernelspec(), undefined, 2)}\n`);
    copyFileSync(join(packageRoot, "kernelspec", "logo-svg.svg"), join(folder, "logo-svg.svg"));
  } catch (cause) {
    throw new TracksideError(`cannot install the kernel in ${folder}: ${(cause as Error).message}`, {
      code: "kernel.install",
      hint: "Install it for yourself with --user, or elsewhere with --prefix <folder>.",
      cause,
    });
  }
  return folder;
}

/** Folders in which Jupyter looks for the kernelspec: the user's, and those of the environments whose programs are found. */
export function kernelspecFolders(): string[] {
  const { VIRTUAL_ENV, CONDA_PREFIX, PATH = "", JUPYTER_PATH = "" } = process.env;
  const programs = PATH.split(delimiter).filter((folder) => isAbsolute(folder));
  const prefixes = [VIRTUAL_ENV, CONDA_PREFIX, ...programs.map((folder) => dirname(folder))].flatMap(
    (each) => each ?? [],
  );
  const data = [userDataFolder(), ...[...new Set(prefixes)].map((prefix) => jupyterDataFolder({ prefix }))];
  return [...JUPYTER_PATH.split(delimiter).filter(Boolean), ...data].map((folder) =>
    join(folder, "kernels", "trackside"),
  );
}

function jupyterDataFolder({ sysPrefix, prefix }: KernelLocation): string {
  if (prefix !== undefined) {
    return join(resolve(prefix), "share", "jupyter");
  }
  if (sysPrefix !== undefined) {
    return join(resolve(sysPrefix === true ? activeEnvironment() : sysPrefix), "share", "jupyter");
  }
  return userDataFolder();
}

function activeEnvironment(): string {
  const folder = process.env["VIRTUAL_ENV"] ?? process.env["CONDA_PREFIX"];
  if (folder === undefined || !existsSync(folder)) {
    throw new TracksideError("--sys-prefix found no active Python environment", {
      code: "kernel.install",
      hint: "Activate it first, or name its folder: --sys-prefix <folder>.",
    });
  }
  return folder;
}

/** The folder that `jupyter --data-dir` prints. */
function userDataFolder(): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) {
    return JUPYTER_DATA_DIR;
  }
  switch (process.platform) {
    case "darwin":
      return join(homedir(), "Library", "Jupyter");
    case "win32":
      return join(APPDATA ?? join(homedir(), "AppData", "Roaming"), "jupyter");
    default:
      return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
  }
}
