/** Turns a position counted in code points, as Jupyter counts, into one in UTF-16 units, as TypeScript does. */
export function codeUnitPosition(text: string, codePoints: number): number {
  let units = 0;
  let count = 0;
  for (const character of text) {
    if (count++ >= codePoints) {
      break;
    }
    units += character.length;
  }
  return units;
}

/** Turns a position in UTF-16 units into one in code points. */
export function codePointPosition(text: string, codeUnits: number): number {
  return [...text.slice(0, codeUnits)].length;
}
