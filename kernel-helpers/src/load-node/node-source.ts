import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import type * as TypeScript from "@tslab/typescript-for-tslab";
import { parseCode, topLevel } from "../code";
import { cellSources, currentFunction, definitionOf, type AnyFunction, type PipelineNode } from "../pipeline";
import { originOf, type NodeOrigin } from "../project";
import { CodeCollection } from "./code-collection";
import { statementText } from "./statement-text";
import { findInlineFunction, functionIn, type FunctionCode } from "./function-code";
import { identifierOf } from "./identifiers";

/** A node's function as it is written, with what it needs of its file. */
export interface NodeSource {
  /** Where it is written, in words. */
  readonly place: string;
  /** What the function is called in the code. */
  readonly name: string;
  /** Imports, helpers and the function itself. */
  readonly code: string;
  /** Names that the code declares. */
  readonly names: ReadonlySet<string>;
  /** The function's syntax; undefined where it is made by another function, or its source was not found. */
  readonly syntax: FunctionCode | undefined;
}

/** Where the code comes from and goes to. */
export interface Places {
  readonly root: string;
  /** The notebook's folder. */
  readonly directory: string;
}

/** Finds the source of a node's function: in the project's file, or in the newest cell that has it. */
export function sourceOf(node: PipelineNode, places: Places): NodeSource {
  const { func, binding } = definitionOf(node);
  const origin = originOf(node);
  const current = currentFunction(func, binding);
  const found = origin ? inProject(node, origin, current, places) : inNotebook(node, binding ?? current.name);
  return found ?? compiled(node, current, origin ? relative(places.root, origin.file) : "this notebook");
}

function inProject(
  node: PipelineNode,
  { file, exportName }: NodeOrigin,
  func: AnyFunction,
  places: Places,
): NodeSource | undefined {
  const collection = new CodeCollection(places.directory);
  const place = (path: string): string => relative(places.root, path).split(sep).join("/");
  const declared = [exportName, func.name].flatMap((name) => (name ? (collection.find(file, name) ?? []) : []))[0];
  if (declared) {
    collection.add(declared);
    const { name, statement } = declared;
    return { place: place(declared.file), name, ...collection.result(), syntax: functionIn(statement, name) };
  }
  const inline = findInlineFunction(parseCode(readFileSync(file, "utf8"), file), node);
  if (!inline) {
    return undefined;
  }
  const name = identifierOf(node);
  collection.addExpression(file, name, inline);
  return { place: place(file), name, ...collection.result(), syntax: inline };
}

/** What the function needs is in the notebook already. */
function inNotebook(node: PipelineNode, name: string): NodeSource | undefined {
  for (const source of [...cellSources()].reverse()) {
    const file = parseCode(source);
    const statement = statementOf(file, name);
    if (statement) {
      return ofCell(name, statementText(statement), functionIn(statement, name));
    }
    const inline = findInlineFunction(file, node);
    if (inline) {
      const own = identifierOf(node);
      return ofCell(own, `const ${own} = ${inline.getText()};`, inline);
    }
  }
  return undefined;
}

function statementOf(file: TypeScript.SourceFile, name: string): TypeScript.Statement | undefined {
  const declaration = topLevel(file).get(name)?.declarations?.[0];
  return declaration && file.statements.find(({ pos, end }) => pos <= declaration.pos && declaration.end <= end);
}

function ofCell(name: string, code: string, syntax: FunctionCode | undefined): NodeSource {
  return { place: "this notebook", name, code, names: new Set([name]), syntax };
}

/** A function whose source is not to be found, because another function made it: as JavaScript has it. */
function compiled(node: PipelineNode, func: AnyFunction, place: string): NodeSource {
  const name = identifierOf(node);
  const code = `// made by a function: this is what was compiled of it\nconst ${name} = ${func.toString()};`;
  return { place, name, code, names: new Set([name]), syntax: undefined };
}
