import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import { lazyCompiler, outerNames, parseCode, topLevel } from "../code";
import { resolveModule } from "../project";
import { ImportList } from "./import-list";
import { statementText } from "./statement-text";

/** Something that a file declares at its top level. */
export interface Declared {
  readonly file: string;
  readonly name: string;
  readonly statement: TypeScript.Statement;
}

/** How a file comes to know a name that it does not declare. */
type Imported = TypeScript.ImportSpecifier | TypeScript.ImportClause | TypeScript.NamespaceImport;

/**
 * Collects code of a project's files for a cell: a declaration, after all that it needs. What comes from packages is
 * imported; so is what comes from modules below the notebook's folder, but what others declare is copied, because tslab
 * compiles no module outside of that folder.
 */
export class CodeCollection {
  private readonly parsed = new Map<string, TypeScript.SourceFile>();
  private readonly imports = new ImportList();
  private readonly texts: string[] = [];
  /** What was taken, by file and place; what uses itself is met again. */
  private readonly taken = new Set<string>();
  private readonly names = new Set<string>();

  /** @param directory - the notebook's folder. */
  constructor(private readonly directory: string) {}

  /** Finds what a file exports, or declares, under a name, also by way of other files; undefined if nothing of the project's. */
  find(file: string, name: string): Declared | undefined {
    const source = this.parse(file);
    const declaration = topLevel(source).get(name)?.declarations?.[0];
    const statement = declaration && statementAround(source, declaration);
    if (statement && !lazyCompiler().isImportDeclaration(statement)) {
      return { file, name, statement };
    }
    return declaration && isImported(declaration)
      ? this.followImport(file, declaration)
      : this.followExports(file, name);
  }

  /** Adds a declaration and what it needs. */
  add({ file, name, statement }: Declared): void {
    const key = `${file}:${statement.pos}`;
    if (!this.taken.has(key)) {
      this.taken.add(key);
      this.addNeeds(file, statement);
      this.texts.push(statementText(statement));
    }
    this.names.add(name);
  }

  /** Adds an expression under a name of its own, and what it needs. */
  addExpression(file: string, name: string, expression: TypeScript.Expression): void {
    this.parsed.set(file, expression.getSourceFile());
    this.addNeeds(file, expression);
    this.texts.push(`const ${name} = ${expression.getText()};`);
    this.names.add(name);
  }

  /** All that was added, in an order in which it can run, and the names that it declares. */
  result(): { readonly code: string; readonly names: ReadonlySet<string> } {
    const imports = this.imports.text();
    const names = new Set([...this.names, ...this.imports.names()]);
    return { code: [...(imports === "" ? [] : [imports]), ...this.texts].join("\n\n"), names };
  }

  private addNeeds(file: string, node: TypeScript.Node): void {
    const known = topLevel(this.parse(file));
    for (const name of outerNames(node)) {
      const declaration = known.get(name)?.declarations?.[0];
      if (declaration && isImported(declaration)) {
        this.addImported(file, name, declaration);
      } else if (declaration) {
        this.addOwn(file, name, declaration);
      }
    }
  }

  private addOwn(file: string, name: string, declaration: TypeScript.Declaration): void {
    const statement = statementAround(this.parse(file), declaration);
    if (statement) {
      this.add({ file, name, statement });
    }
  }

  private addImported(file: string, name: string, imported: Imported): void {
    const module = moduleOf(imported);
    const target = module.startsWith(".") ? resolveModule(file, module) : undefined;
    if (target === undefined) {
      this.imports.add(module, name, imported);
      return;
    }
    const path = relative(this.directory, target).split(sep).join("/");
    const declared = path.startsWith("../") ? this.followImport(file, imported) : undefined;
    if (declared && this.isFree(declared)) {
      this.add(declared);
      if (declared.name !== name) {
        this.texts.push(`${isType(declared.statement) ? "type" : "const"} ${name} = ${declared.name};`);
        this.names.add(name);
      }
    } else {
      this.imports.add(
        (path.startsWith(".") ? path : `./${path}`).replace(/(?:\/index)?\.[cm]?[jt]sx?$/, ""),
        name,
        imported,
      );
    }
  }

  /** Whether nothing else of that name is in the cell. */
  private isFree({ file, name, statement }: Declared): boolean {
    return !this.names.has(name) || this.taken.has(`${file}:${statement.pos}`);
  }

  private followImport(file: string, imported: Imported): Declared | undefined {
    const target = resolveModule(file, moduleOf(imported));
    return target !== undefined && lazyCompiler().isImportSpecifier(imported)
      ? this.find(target, (imported.propertyName ?? imported.name).text)
      : undefined;
  }

  /** Follows `export { name } from "./other"` and `export * from "./other"`. */
  private followExports(file: string, name: string): Declared | undefined {
    const ts = lazyCompiler();
    for (const statement of this.parse(file).statements.filter(ts.isExportDeclaration)) {
      const { moduleSpecifier: module, exportClause: clause } = statement;
      const specifier =
        clause && ts.isNamedExports(clause) ? clause.elements.find((each) => each.name.text === name) : undefined;
      const target = module && ts.isStringLiteral(module) ? resolveModule(file, module.text) : file;
      const wanted = specifier ? (specifier.propertyName ?? specifier.name).text : name;
      const isCandidate = specifier ? target !== file || wanted !== name : clause === undefined && target !== file;
      const found = isCandidate && target !== undefined ? this.find(target, wanted) : undefined;
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private parse(file: string): TypeScript.SourceFile {
    let source = this.parsed.get(file);
    if (!source) {
      source = parseCode(readFileSync(file, "utf8"), file);
      this.parsed.set(file, source);
    }
    return source;
  }
}

function statementAround(file: TypeScript.SourceFile, declaration: TypeScript.Node): TypeScript.Statement | undefined {
  return file.statements.find(({ pos, end }) => pos <= declaration.pos && declaration.end <= end);
}

function isImported(declaration: TypeScript.Declaration): declaration is Imported {
  const ts = lazyCompiler();
  return ts.isImportSpecifier(declaration) || ts.isImportClause(declaration) || ts.isNamespaceImport(declaration);
}

function isType(statement: TypeScript.Statement): boolean {
  const ts = lazyCompiler();
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

function moduleOf(imported: Imported): string {
  const ts = lazyCompiler();
  let node: TypeScript.Node = imported;
  while (!ts.isImportDeclaration(node)) {
    node = node.parent;
  }
  return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : "";
}
