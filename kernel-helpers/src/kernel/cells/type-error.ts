import type { Diagnostic } from "tslab/dist/converter";

import type { CellError } from "../observer";
import { pointAt } from "./stack-frames";

type ReadLine = (fileName: string | undefined, line: number) => string | undefined;

function place({ fileName, start }: Diagnostic): string {
  return `${fileName === undefined ? "" : `${fileName}:`}${start.line + 1}:${start.character + 1}`;
}

function headline(diagnostic: Diagnostic): string {
  return `${place(diagnostic)} - ${diagnostic.messageText} (TS${diagnostic.code})`;
}

/**
 * Describes what the TypeScript compiler found in a cell: each message with line and column and the line itself.
 *
 * @param readLine gives a zero-based line of a file, or of the cell where the file is undefined.
 */
export function describeDiagnostics(diagnostics: readonly Diagnostic[], readLine: ReadLine): CellError {
  const traceback: string[] = [];
  let previousPlace = "";
  for (const diagnostic of diagnostics) {
    const here = place(diagnostic);
    if (here === previousPlace) {
      // the compiler's explanation of the message before
      traceback.push(`  ${diagnostic.messageText}`);
      continue;
    }
    previousPlace = here;
    traceback.push(headline(diagnostic));
    const text = readLine(diagnostic.fileName, diagnostic.start.line);
    if (text !== undefined) {
      traceback.push(...pointAt(text, diagnostic.start.character + 1));
    }
  }
  const first = diagnostics[0];
  const evalue = first ? headline(first) : "";
  return { ename: "TypeScriptError", evalue, traceback: ["TypeScriptError", ...traceback] };
}
