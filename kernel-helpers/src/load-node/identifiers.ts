import { lazyCompiler } from "../code";
import type { PipelineNode } from "../pipeline";

/** Tells whether a text can be the name of a variable. */
export function isIdentifier(text: string): boolean {
  const ts = lazyCompiler();
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  return scanner.scan() === ts.SyntaxKind.Identifier && scanner.getTextPos() === text.length;
}

/** A node's own name as that of a variable: `eu.clean-calls` becomes `cleanCalls`. */
export function identifierOf(node: PipelineNode): string {
  const words = ownName(node).split(/[^\p{L}\p{N}$]+/u);
  const [first = "", ...rest] = words.filter(Boolean);
  const joined = first + rest.map((word) => (word[0] ?? "").toUpperCase() + word.slice(1)).join("");
  return isIdentifier(joined) ? joined : `node${joined}`;
}

/** A node's name without its namespace. */
export function ownName({ name, namespace }: PipelineNode): string {
  return namespace === undefined ? name : name.slice(namespace.length + 1);
}

/** Names for variables, each used once. */
export class FreeNames {
  private readonly used: Set<string>;

  constructor(used: Iterable<string>) {
    this.used = new Set(used);
  }

  /** Takes the name wanted, or where that is used or cannot be a variable's, one like it. */
  take(wanted: string, suffix: string): string {
    const base = wanted.replace(/[^\p{L}\p{N}_$]+/gu, "_");
    const name = isIdentifier(base) ? base : `_${base}`;
    const candidates = [
      name,
      name + suffix,
      ...Array.from({ length: this.used.size + 1 }, (_, at) => `${name}${suffix}${at + 2}`),
    ];
    const free = candidates.find((each) => !this.used.has(each)) ?? name;
    this.used.add(free);
    return free;
  }
}
