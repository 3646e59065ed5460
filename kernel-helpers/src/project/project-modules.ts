import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileStamp, lazyJiti } from "../config";
import { TracksideError } from "../errors";

/** The package that a project's modules mean by "trackside", wherever they lie: the one that loads them. */
const ownPackage = join(__dirname, "..");

/** The TypeScript modules of a project's that are loaded, until one of them changes on the disk. */
export class ProjectModules {
  private readonly jiti: ReturnType<ReturnType<typeof lazyJiti>["createJiti"]>;
  private stamps = new Map<string, string>();

  constructor(private readonly root: string) {
    this.jiti = lazyJiti().createJiti(join(root, "package.json"), { alias: { trackside: ownPackage }, fsCache: false });
  }

  /** Tells whether a module that was loaded is not as it was. */
  get hasChanged(): boolean {
    return [...this.stamps].some(([file, stamp]) => !existsSync(file) || fileStamp(file) !== stamp);
  }

  /** Forgets all modules, so that they are read again. */
  forget(): void {
    for (const file of this.stamps.keys()) {
      // The cache is a plain object, and Node's own.
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
      delete this.jiti.cache[file];
    }
    this.stamps = new Map();
  }

  /**
   * Loads a module and what it imports; none of them may await at its top level.
   *
   * @throws TracksideError with file and line, and what was thrown as cause.
   */
  load(file: string): Readonly<Record<string, unknown>> {
    try {
      // Deprecated for what it cannot load, `await` at the top level; it is the only form that needs no loader hooks.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      return this.jiti(file) as Readonly<Record<string, unknown>>;
    } catch (cause) {
      throw TracksideError.is(cause) ? cause : this.failure(file, cause);
    } finally {
      this.noteLoaded(file);
    }
  }

  /** The loaded module that exports a function, and under which name; undefined when none does. */
  exportOf(func: unknown): { readonly file: string; readonly name: string } | undefined {
    for (const file of this.stamps.keys()) {
      const exported = Object.entries((this.jiti.cache[file]?.exports ?? {}) as object);
      const name = exported.find(([, value]) => value === func)?.[0];
      if (name !== undefined) {
        return { file, name };
      }
    }
    return undefined;
  }

  /** A module and all modules of the project that it imports, directly or not. */
  reachableFrom(file: string): string[] {
    const reached = new Set([file]);
    // The set grows while it is walked.
    for (const each of reached) {
      for (const imported of importsOf(each)) {
        reached.add(imported);
      }
    }
    return [...reached].sort();
  }

  private noteLoaded(entry: string): void {
    const within = (file: string) => file.startsWith(this.root + sep) && !file.includes(`${sep}node_modules${sep}`);
    const loaded = Object.keys(this.jiti.cache).filter(within);
    // Where a module could not be loaded, a change of it is to be noticed all the same.
    for (const file of new Set([...loaded, ...this.reachableFrom(entry).filter(within)])) {
      if (!this.stamps.has(file) && existsSync(file)) {
        this.stamps.set(file, fileStamp(file));
      }
    }
  }

  private failure(file: string, cause: unknown): TracksideError {
    const error = cause as Error;
    const place = placeIn(this.root, `${error.message}\n${error.stack ?? ""}`) ?? relative(this.root, file);
    return new TracksideError(`${place}: ${error.name}: ${error.message.split("\n")[0]}`, {
      code: "project.module",
      hint: `The module, or one that it imports, cannot be loaded: correct it${place.startsWith(relative(this.root, file)) ? "" : `; ${relative(this.root, file)} needs it`}.`,
      cause,
    });
  }
}

/** The first place in the project that an error's text names: `pipelines/train/nodes.ts:12:3`. */
function placeIn(root: string, text: string): string | undefined {
  const at = text.indexOf(root + sep);
  const found = at < 0 ? null : /^([^\n():]+)(:\d+)?(:\d+)?/.exec(text.slice(at + root.length + 1));
  return found?.[0].split(sep).join("/");
}

/** Also what stands in comments or text: one module too many in a digest does no harm. */
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["'](\.{1,2}\/[^"'\n]+)["']/g;
const extensions = ["", ".ts", ".js", ".mts", ".cts", ".tsx", ".mjs", ".cjs", ".json", "/index.ts", "/index.js"];

function importsOf(file: string): string[] {
  if (!existsSync(file)) {
    return [];
  }
  return [...readFileSync(file, "utf8").matchAll(importPattern)].flatMap(
    ([, name = ""]) => resolveModule(file, name) ?? [],
  );
}

/** The file that a relative import in another file means; undefined when there is none. */
export function resolveModule(importer: string, name: string): string | undefined {
  const path = resolve(dirname(importer), name);
  const candidates = [...extensions.map((each) => path + each), path.replace(/\.js$/, ".ts")];
  return candidates.find((each) => statSync(each, { throwIfNoEntry: false })?.isFile());
}
