import type * as TypeScript from "@tslab/typescript-for-tslab";
import { lazyCompiler } from "../code";

/** A statement as a cell can have it: with its documentation, and without `export`. */
export function statementText(statement: TypeScript.Statement): string {
  const ts = lazyCompiler();
  const file = statement.getSourceFile();
  const documented = statement.getStart(file, true);
  const start = statement.getStart(file);
  const exports = (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []).filter(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword,
  );
  const last = exports.at(-1);
  return file.text.slice(documented, start) + file.text.slice(last ? last.end : start, statement.end).trimStart();
}
