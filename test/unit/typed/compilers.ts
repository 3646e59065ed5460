import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type * as TypeScript from "typescript";

const repository = resolve(__dirname, "..", "..", "..");

/** A compiler as somebody uses it. */
export interface Compiler {
  readonly title: string;
  readonly place: "cell" | "editor";
  readonly package: string;
  readonly strict: boolean;
}

/** tslab's own compiler checks cells, and is not strict; an editor has a newer one. Projects have either setting. */
export const compilers: readonly Compiler[] = [
  { title: "a cell's compiler", place: "cell", package: "@tslab/typescript-for-tslab", strict: false },
  { title: "a cell's compiler, were it strict", place: "editor", package: "@tslab/typescript-for-tslab", strict: true },
  { title: "an editor's compiler", place: "editor", package: "typescript", strict: true },
  {
    title: "an editor's compiler in a project that is not strict",
    place: "cell",
    package: "typescript",
    strict: false,
  },
];

/** What a compiler says of a line, or is to say. */
export interface Complaint {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface CheckedCase {
  readonly found: readonly Complaint[];
  /** Complaints that the case's comments foretell: each a part of the text. */
  readonly expected: readonly Complaint[];
}

const folder = join(__dirname, "cases");
const names = readdirSync(folder);

/** Checks the types of the modules in `cases/`, by name. */
export function checkCases(compiler: Compiler): ReadonlyMap<string, CheckedCase> {
  // Two compilers of one shape, of which one is chosen by its name.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const ts = require(compiler.package) as typeof TypeScript;
  const files = names.map((name) => join(folder, name));
  const program = ts.createProgram(files, {
    strict: compiler.strict,
    // As tslab has them, but for what concerns its output.
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    skipLibCheck: true,
    noEmit: true,
    types: ["node"],
    baseUrl: repository,
    paths: { trackside: ["kernel-helpers/src/index.ts"] },
  });
  const find = (file: string): Complaint[] => {
    const source = program.getSourceFile(file);
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return diagnostics.map(({ file: at, start = 0, messageText }) => ({
      line: (at?.getLineAndCharacterOfPosition(start).line ?? -1) + 1,
      text: ts.flattenDiagnosticMessageText(messageText, "\n"),
    }));
  };
  return new Map(
    files.map((file, index) => [
      names[index] ?? "",
      { found: find(file), expected: foretold(readFileSync(file, "utf8"), compiler) },
    ]),
  );
}

/** `// wrong: text` stands above a line that is wrong everywhere, `// wrong in a cell: text` and the like above others. */
function foretold(text: string, { place }: Compiler): Complaint[] {
  const lines = text.split("\n");
  const isComment = (line: string | undefined) => line?.trim().startsWith("//") ?? false;
  return lines.flatMap((comment, index) => {
    const [, where, complaint = ""] = /^\s*\/\/ wrong(?: in an? (cell|editor))?: (.*)$/.exec(comment) ?? [];
    if (complaint === "" || (where !== undefined && where !== place)) {
      return [];
    }
    const below = lines.findIndex((line, at) => at > index && !isComment(line));
    return [{ line: below + 1, text: complaint }];
  });
}
