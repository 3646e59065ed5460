import Module from "node:module";
import { join } from "node:path";

import { lazyCompiler, outerNames, parseCode, topLevel } from "../../code";

/** What of this package cells may use without an import. */
export const readyNames = [
  "catalog",
  "explain",
  "loadNode",
  "mlflow",
  "node",
  "parameters",
  "params",
  "pipeline",
  "pipelines",
  "run",
  "session",
  "show",
] as const;

type Locals = Record<string, unknown>;

/** How a name came to be declared. */
type Origin = "imported" | "declared";

/**
 * Makes this package's names known to cells that do not import them, as if an earlier cell had done so: what a cell
 * declares itself comes first, as always. They are declared when a cell first uses one, because the types behind them
 * take as long to read as those of any package.
 */
export class ReadyNames {
  private readonly load: NodeJS.Require;
  private lastRead: { readonly declarations: string; readonly names: ReadonlyMap<string, Origin> } | undefined;

  /** @param directory - the notebook's folder, whose own copy of the package is taken where there is one. */
  constructor(directory: string) {
    this.load = Module.createRequire(join(directory, "cell.js"));
  }

  /** The declarations of earlier cells, and before them those of the names that a cell uses and nobody declares. */
  declareUsed(declarations: string, source: string): string {
    return this.declare(declarations, usedIn(source));
  }

  /** The same with all names, for completion to offer. */
  declareAll(declarations: string): string {
    return this.declare(declarations, readyNames);
  }

  /** Gives the names that a cell uses, and that no earlier cell declared, their values. */
  provide(declarations: string, source: string, locals: Locals): void {
    for (const name of usedIn(source)) {
      const origin = this.namesIn(declarations).get(name);
      // A cell that failed where it declares the name again has left nothing under it.
      if (origin === undefined || (origin === "imported" && locals[name] === undefined)) {
        locals[name] = (this.load("trackside") as Locals)[name];
      }
    }
  }

  private declare(declarations: string, names: readonly string[]): string {
    const missing = names.filter((name) => !this.namesIn(declarations).has(name));
    return missing.length === 0 ? declarations : `import { ${missing.join(", ")} } from "trackside";\n${declarations}`;
  }

  private namesIn(declarations: string): ReadonlyMap<string, Origin> {
    if (this.lastRead?.declarations !== declarations) {
      this.lastRead = { declarations, names: valuesIn(declarations) };
    }
    return this.lastRead.names;
  }
}

/** The names that a cell uses and does not declare; most cells use none, and are not parsed for it. */
function usedIn(source: string): readonly string[] {
  const mentioned = readyNames.filter((name) => source.includes(name));
  if (mentioned.length === 0) {
    return [];
  }
  const file = parseCode(source);
  const used = outerNames(file);
  return mentioned.filter((name) => used.has(name) && !topLevel(file).has(name));
}

function valuesIn(declarations: string): Map<string, Origin> {
  const { Alias, ExportValue, Value } = lazyCompiler().SymbolFlags;
  const names = new Map<string, Origin>();
  topLevel(parseCode(declarations)).forEach(({ flags }, name) => {
    if ((flags & (Alias | ExportValue | Value)) !== 0) {
      names.set(name, (flags & Alias) === 0 ? "declared" : "imported");
    }
  });
  return names;
}
