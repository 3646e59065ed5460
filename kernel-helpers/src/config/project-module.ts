import { createRequire } from "node:module";
import { isAbsolute, join, relative } from "node:path";
import { lazyJiti } from "./lazy-modules";

/**
 * Finds a module that a project's settings name: a file of the project (`./headers.ts`), or a package installed there.
 *
 * @returns its path.
 * @throws Error that says why there is none, in words to stand behind the module's name.
 */
export function findProjectModule(projectRoot: string, name: string): string {
  const file = resolveFrom(projectRoot, name);
  const fromRoot = relative(projectRoot, file);
  if (isPath(name) && (fromRoot.startsWith("..") || isAbsolute(fromRoot))) {
    throw new Error("lies outside of the project");
  }
  return file;
}

/** Loads a module of TypeScript or JavaScript anew, as it is on the disk now. */
export async function loadProjectModule(file: string): Promise<unknown> {
  const { createJiti } = lazyJiti();
  return createJiti(file, { moduleCache: false, fsCache: false }).import(file);
}

/** The same for code that cannot wait; the module must not await at its top level. */
export function loadProjectModuleNow(file: string): unknown {
  const { createJiti } = lazyJiti();
  // The call itself is the loader's synchronous form.
  return createJiti(file, { moduleCache: false, fsCache: false })(file);
}

function isPath(name: string): boolean {
  return name.startsWith(".") || isAbsolute(name);
}

function resolveFrom(projectRoot: string, name: string): string {
  const { resolve } = createRequire(join(projectRoot, "package.json"));
  try {
    return resolve(name);
  } catch (cause) {
    throw new Error(
      isPath(name)
        ? "is no file of the project"
        : "is no package installed in the project; a file's name begins with ./",
      { cause },
    );
  }
}
