import { readFileSync } from "node:fs";
import type * as TypeScript from "@tslab/typescript-for-tslab";

const parameterTags = ["parameters", "injected-parameters"];

/** Tells whether a cell's tags make it one that holds parameters, by papermill's convention. */
export function isParametersCell(tags: readonly string[]): boolean {
  return tags.some((tag) => parameterTags.includes(tag));
}

/** The compiler, which a kernel has loaded anyway and a script never needs. */
function lazyTypeScript(): typeof TypeScript {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- TypeScript has no lazy import that is synchronous
  return require("@tslab/typescript-for-tslab") as typeof TypeScript;
}

/** Names of the variables that a cell declares at its top level. */
function declaredNames(source: string): string[] {
  const ts = lazyTypeScript();
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

function isData(value: unknown): boolean {
  return ["string", "number", "boolean", "bigint"].includes(typeof value) || value === null || isPlain(value);
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype);
}

/** The values of the constants that a parameters cell declares at its top level; functions and classes are no params. */
export function parameterConstants(source: string, locals: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = declaredNames(source).map((name) => [name, locals[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => isData(value)));
}

interface NotebookCell {
  readonly source: string | readonly string[];
  readonly metadata?: { readonly tags?: readonly string[] };
}

/**
 * Tags of the cell with this source in a notebook file: clients other than JupyterLab do not send them along.
 *
 * @returns an empty list where the file has no such cell, or cannot be read.
 */
export function tagsInNotebook(notebook: string, source: string): readonly string[] {
  try {
    const { cells } = JSON.parse(readFileSync(notebook, "utf8")) as { cells: NotebookCell[] };
    const cell = cells.find(
      (each) => (typeof each.source === "string" ? each.source : each.source.join("")) === source,
    );
    return cell?.metadata?.tags ?? [];
  } catch {
    // The notebook was renamed or is being written: its parameters cell is then not recognised, no more.
    return [];
  }
}
