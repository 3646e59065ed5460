/** The most comparisons worth making for one error message. */
const comparisonLimit = 4_000_000;
/** Lines less alike than this are not taken for the same. */
const likenessLimit = 0.5;

/** What the compiler adds, or renames, and what therefore says nothing about where a line comes from. */
const compilerWords = new Set(["exports", "void", "tsLastExpr", "const", "let", "var", "export"]);

function words(line: string): string[] {
  return (line.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$;]/gu) ?? []).filter((word) => !compilerWords.has(word));
}

/** How much of a line of JavaScript is found in a line of TypeScript, from 0 to 1, a little less for what was left out. */
function likeness(javascript: readonly string[], typescript: readonly string[]): number {
  if (javascript.length === 0 || typescript.length === 0) {
    return 0;
  }
  const left = new Map<string, number>();
  for (const word of typescript) {
    left.set(word, (left.get(word) ?? 0) + 1);
  }
  let common = 0;
  for (const word of javascript) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      common++;
      left.set(word, count - 1);
    }
  }
  const found = common / javascript.length;
  return found < likenessLimit ? 0 : found + (0.5 * common) / typescript.length;
}

/**
 * Finds which line of a TypeScript source each line of the JavaScript made from it comes from.
 *
 * tslab compiles a cell twice and offers no source map. Both compilations keep the order of lines, so the best
 * matching in order is found, as `diff` does, by how many words two lines share.
 *
 * @returns for each line of `javascript` the zero-based line of `typescript`, or undefined where there is none.
 */
export function alignLines(javascript: readonly string[], typescript: readonly string[]): (number | undefined)[] {
  const aligned = new Array<number | undefined>(javascript.length).fill(undefined);
  const rows = javascript.length;
  const columns = typescript.length;
  if (rows * columns > comparisonLimit) {
    return aligned;
  }
  const javascriptWords = javascript.map(words);
  const typescriptWords = typescript.map(words);
  // best[row][column]: the total likeness that the lines from there on can reach
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  const pairValue = (row: number, column: number): number =>
    likeness(javascriptWords[row] ?? [], typescriptWords[column] ?? []);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const value = pairValue(row, column);
      const paired = value > 0 ? value + at(row + 1, column + 1) : 0;
      (best[row] as Float64Array)[column] = Math.max(paired, at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (at(row, column) === at(row, column + 1)) {
      column++;
    } else if (at(row, column) === at(row + 1, column)) {
      row++;
    } else {
      aligned[row++] = column++;
    }
  }
  return aligned;
}
