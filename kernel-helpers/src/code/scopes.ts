import type * as TypeScript from "@tslab/typescript-for-tslab";
import { lazyCompiler } from "./compiler";

/** What the compiler's binder notes at a node that opens a scope; not in its public types. */
interface Scope {
  readonly locals?: ReadonlyMap<string, TypeScript.Symbol>;
}

/** Parts of the compiler that are not in its public types. */
interface CompilerInside {
  /** Notes at each scope of a file what is declared there. */
  bindSourceFile(file: TypeScript.SourceFile, options: TypeScript.CompilerOptions): void;
  /** Whether an identifier is what the declaration around it is called. */
  isDeclarationName(name: TypeScript.Node): boolean;
}

const inside = (): CompilerInside => lazyCompiler() as unknown as CompilerInside;

/** Parses TypeScript, and finds out what is declared where in it. */
export function parseCode(code: string, fileName = "code.ts"): TypeScript.SourceFile {
  const ts = lazyCompiler();
  const file = ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true);
  inside().bindSourceFile(file, {});
  return file;
}

/** What a file declares at its top level, imports among it. */
export function topLevel(file: TypeScript.SourceFile): ReadonlyMap<string, TypeScript.Symbol> {
  return localsOf(file) ?? new Map<string, TypeScript.Symbol>();
}

function localsOf(node: TypeScript.Node): Scope["locals"] {
  return (node as Scope).locals;
}

/** Finds the uses of names within a node that no scope up to the file declares, but for the file's own. */
function outerReferences(within: TypeScript.Node): TypeScript.Identifier[] {
  const ts = lazyCompiler();
  const found: TypeScript.Identifier[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node) && isReference(node) && !isLocal(node)) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

/**
 * Finds the names within a node that no scope up to the file declares: they stand for what the file declares at its
 * top level, or for what comes from elsewhere.
 */
export function outerNames(within: TypeScript.Node): Set<string> {
  return new Set(outerReferences(within).map(({ text }) => text));
}

/** Finds the properties `{ name }` that are short for `{ name: name }`, where the name comes from outside of the file. */
export function outerShorthands(file: TypeScript.SourceFile): TypeScript.Identifier[] {
  const ts = lazyCompiler();
  return outerReferences(file).filter(
    ({ parent, text }) => ts.isShorthandPropertyAssignment(parent) && !topLevel(file).has(text),
  );
}

/** Tells the use of a name from its declaration, and from the name of a property. */
function isReference(name: TypeScript.Identifier): boolean {
  const ts = lazyCompiler();
  const { parent } = name;
  if (ts.isShorthandPropertyAssignment(parent)) {
    return true;
  }
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.name !== name;
  }
  if (ts.isQualifiedName(parent)) {
    return parent.right !== name;
  }
  if (ts.isBindingElement(parent)) {
    return parent.initializer === name;
  }
  const isLabel = ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent);
  return !isLabel && !ts.isImportSpecifier(parent) && !inside().isDeclarationName(name);
}

function isLocal(name: TypeScript.Identifier): boolean {
  const ts = lazyCompiler();
  for (let node: TypeScript.Node = name.parent; !ts.isSourceFile(node); node = node.parent) {
    if (localsOf(node)?.has(name.text)) {
      return true;
    }
  }
  return false;
}
