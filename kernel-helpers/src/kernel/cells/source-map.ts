import { alignLines } from "./line-alignment";

/** A place in a source as people count: from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
  /** The text of the line. */
  readonly text: string;
}

interface CompiledSource {
  readonly typescript: readonly string[];
  readonly javascript: readonly string[];
  /** Made when the first error needs it. */
  alignment?: readonly (number | undefined)[];
}

/** The word of `from` that begins at or covers `index`, and how many equal ones come before it. */
function wordAt(from: string, index: number): { word: string; nth: number } | undefined {
  let nth = 0;
  const seen = new Map<string, number>();
  for (const match of from.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    const word = match[0];
    nth = seen.get(word) ?? 0;
    if ((match.index ?? 0) + word.length > index) {
      return { word, nth };
    }
    seen.set(word, nth + 1);
  }
  return undefined;
}

function findNth(text: string, word: string, nth: number): number {
  const matches = [...text.matchAll(/[\p{L}\p{N}_$]+/gu)].filter((match) => match[0] === word);
  return (matches[nth] ?? matches.at(-1))?.index ?? -1;
}

/** Remembers what was compiled from which source, to say in its terms where an error happened. */
export class SourceMap {
  private readonly sources = new Map<string, CompiledSource>();

  /** Remembers a script under the name that stack traces give it; a later one of that name replaces it. */
  add(name: string, typescript: string, javascript: string): void {
    this.sources.set(name, { typescript: typescript.split("\n"), javascript: javascript.split("\n") });
  }

  has(name: string): boolean {
    return this.sources.has(name);
  }

  /**
   * Finds the place in the source of a place in the compiled script, both counted from 1; undefined when the compiler
   * made that line by itself.
   */
  find(name: string, line: number, column: number): SourcePosition | undefined {
    const source = this.sources.get(name);
    if (!source) {
      return undefined;
    }
    source.alignment ??= alignLines(source.javascript, source.typescript);
    const sourceLine = source.alignment[line - 1];
    const text = sourceLine === undefined ? undefined : source.typescript[sourceLine];
    if (sourceLine === undefined || text === undefined) {
      return undefined;
    }
    const word = wordAt((source.javascript[line - 1] ?? "").replace(/\bexports\./g, ".".repeat(8)), column - 1);
    const index = word ? findNth(text, word.word, word.nth) : -1;
    return { line: sourceLine + 1, column: (index < 0 ? text.search(/\S/) : index) + 1, text };
  }
}
