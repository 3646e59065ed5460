import { outerShorthands, parseCode } from "../../code";

/**
 * Writes out the properties of a compiled cell that are short for a variable of an earlier cell: tslab finds variables of
 * earlier cells everywhere but in `{ name }`, where it leaves a name that nothing has.
 */
export function writeOutShorthands(output: string, isOfEarlierCell: (name: string) => boolean): string {
  // most cells have none, and need not be parsed for it
  if (!/[{,]\s*[\p{L}_$][\p{L}\p{N}_$]*\s*[,}=]/u.test(output)) {
    return output;
  }
  return outerShorthands(parseCode(output))
    .filter(({ text }) => isOfEarlierCell(text))
    .reduceRight((code, { text, end }) => `${code.slice(0, end)}: exports.${text}${code.slice(end)}`, output);
}
