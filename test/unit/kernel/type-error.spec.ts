import { describeDiagnostics } from "../../../kernel-helpers/src/kernel/cells";

type Diagnostic = Parameters<typeof describeDiagnostics>[0][number];

function diagnostic(line: number, character: number, messageText: string, fileName?: string): Diagnostic {
  const start = { offset: 0, line, character };
  return { start, end: start, messageText, category: 1, code: 2322, ...(fileName === undefined ? {} : { fileName }) };
}

const cell = ["const ok = 1;", "\tlet bad: string = ok;"];
const readLine = (fileName: string | undefined, line: number) => (fileName === undefined ? cell[line] : undefined);

it("shows line and column, the message, and the line with a caret, keeping tabs", () => {
  expect(describeDiagnostics([diagnostic(1, 5, "no string")], readLine)).toEqual({
    ename: "TypeScriptError",
    evalue: "2:6 - no string (TS2322)",
    traceback: ["TypeScriptError", "2:6 - no string (TS2322)", "      \tlet bad: string = ok;", "      \t    ^"],
  });
});

it("puts the compiler's explanation of a message below it", () => {
  const { traceback } = describeDiagnostics(
    [diagnostic(1, 5, "no string"), diagnostic(1, 5, "because of this")],
    readLine,
  );
  expect(traceback.at(-1)).toBe("  because of this");
});

it("names the file of a message that is not about the cell", () => {
  const { evalue, traceback } = describeDiagnostics([diagnostic(0, 0, "wrong", "nodes.ts")], readLine);
  expect(evalue).toBe("nodes.ts:1:1 - wrong (TS2322)");
  expect(traceback).toEqual(["TypeScriptError", "nodes.ts:1:1 - wrong (TS2322)"]);
});
