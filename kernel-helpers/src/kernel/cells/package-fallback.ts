import { existsSync } from "node:fs";
import Module from "node:module";
import { dirname, join, parse } from "node:path";

import { requireFromPackage } from "../../own-package";

/** A package that is found, where it is not installed, in a `node_modules` that does not exist. */
interface Fallback {
  /** Path with forward slashes, as the TypeScript compiler writes paths. */
  readonly virtual: string;
  readonly real: string;
}

/** The part of the TypeScript compiler's `sys` that looks for packages. */
interface CompilerSystem {
  readFile(path: string, encoding?: string): string | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  getDirectories(path: string): string[];
  realpath?(path: string): string;
}

const slashes = (path: string): string => path.replace(/\\/g, "/");

/**
 * Lets the compiler find packages of the kernel's own in places where it looks last.
 *
 * Changes `system` itself: tslab's converter takes it from the compiler's module.
 */
export function addTypeFallbacks(system: CompilerSystem, fallbacks: readonly Fallback[]): void {
  const original = { ...system };
  const redirect = (path: string): string => {
    const found = fallbacks.find(({ virtual }) => path === virtual || path.startsWith(`${virtual}/`));
    return found ? found.real + path.slice(found.virtual.length) : path;
  };
  const parents = new Set(fallbacks.map(({ virtual }) => slashes(dirname(virtual))));
  system.readFile = (path, encoding) => original.readFile(redirect(path), encoding);
  system.fileExists = (path) => original.fileExists(redirect(path));
  system.directoryExists = (path) => original.directoryExists(redirect(path)) || parents.has(path);
  system.getDirectories = (path) => {
    const names = fallbacks
      .filter(({ virtual }) => slashes(dirname(virtual)) === path)
      .map(({ virtual }) => parse(virtual).base);
    return [...new Set([...original.getDirectories(redirect(path)), ...names])];
  };
  // what is found there has its own dependencies beside it, not beside the notebook
  system.realpath = (path) => original.realpath?.(redirect(path)) ?? redirect(path);
}

/**
 * Where the types of this package and, should the notebook's folder have none, Node's are found; and those of the project,
 * of which a cell could import no file that lies above the notebook's folder.
 */
export function typeFallbacks(packageRoot: string, cwd: string, typedProject?: string): Fallback[] {
  // in the root of the file system, so that every nearer copy wins
  const own = slashes(join(parse(cwd).root, "node_modules", "trackside"));
  const fallbacks = [
    // first, as it is below the package
    ...(typedProject === undefined ? [] : [{ virtual: `${own}/project.ts`, real: slashes(typedProject) }]),
    { virtual: own, real: slashes(packageRoot) },
  ];
  const tslabRoot = dirname(requireFromPackage.resolve("tslab/package.json"));
  const nodeTypes = join(tslabRoot, "node_modules", "@types", "node");
  if (!existsSync(nodeTypes)) {
    // tslab expects them there, npm may have put them higher up
    const real = dirname(requireFromPackage.resolve("@types/node/package.json", { paths: [tslabRoot] }));
    fallbacks.push({ virtual: slashes(nodeTypes), real: slashes(real) });
  }
  return fallbacks;
}

type ResolveFilename = (request: string, ...rest: unknown[]) => string;

/** Lets `import ... from "trackside"` find this package at run time where the notebook's folder has no copy. */
export function addModuleFallback(packageRoot: string): void {
  const loader = Module as unknown as { _resolveFilename: ResolveFilename };
  const original = loader._resolveFilename;
  loader._resolveFilename = function (this: unknown, request, ...rest) {
    try {
      return original.call(this, request, ...rest);
    } catch (error) {
      if (request === "trackside" || request.startsWith("trackside/")) {
        return original.call(this, packageRoot + request.slice("trackside".length), ...rest);
      }
      throw error;
    }
  };
}
