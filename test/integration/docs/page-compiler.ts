import { join } from "node:path";
import ts from "typescript";
import { repository } from "./documentation-page";

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  typeRoots: [join(repository, "node_modules", "@types")],
  types: ["node"],
  paths: { trackside: [join(repository, "kernel-helpers", "lib", "index.d.ts")] },
};

/** The types of Node, the language and the package, which are read once for all pages: they are most of the work. */
const shared = new Map<string, ts.SourceFile | undefined>();

function compilerHost(): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (!file.startsWith(`${repository}/`)) {
      return read(file, ...rest);
    }
    if (!shared.has(file)) {
      shared.set(file, read(file, ...rest));
    }
    return shared.get(file);
  };
  return host;
}

/** What is wrong in modules, and in those that they import, in a project of strict types: as an editor would say it. */
export function typeErrors(root: string, paths: readonly string[]): string[] {
  const program = ts.createProgram(
    paths.map((path) => join(root, path)),
    options,
    compilerHost(),
  );
  const format = {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name: string) => name,
    getNewLine: () => "\n",
  };
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => ts.formatDiagnostic(diagnostic, format));
}
