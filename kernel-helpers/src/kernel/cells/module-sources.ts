import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";

/** What tslab compiles besides cells, by the extension of its source. */
const extensions = [".ts", ".tsx", ".js"];

/** The sources of modules that cells import: files of the project, and modules that exist only in a cell. */
export class ModuleSources {
  private readonly defined = new Map<string, string>();

  /** Remembers the source of a module that a cell defines with `@module <name>`. */
  define(name: string, source: string): void {
    this.defined.set(resolve(name), source);
  }

  /** Reads the source of a module by its own path, or by that of what it is compiled to. */
  read(path: string): string | undefined {
    const stem = resolve(path).slice(0, -extname(path).length);
    return this.defined.get(stem) ?? readFirst(extensions.map((extension) => stem + extension));
  }
}

function readFirst(files: readonly string[]): string | undefined {
  for (const file of files) {
    try {
      return readFileSync(file, "utf8");
    } catch {
      // another extension may be the one; without a source an error shows no line of it
    }
  }
  return undefined;
}
