import { MlflowValueError } from "./errors";

/** A filter for one of MLflow's searches, and whether what it finds has yet to be compared. */
export interface SearchFilter {
  readonly filter: string;
  /** MLflow finds nothing else than what was asked for; otherwise compare the values of what it found. */
  readonly isExact: boolean;
}

/**
 * Writes a comparison with text of any content.
 *
 * MLflow's filters have two kinds of quotes and no way to write one of them inside of its own kind. Text that has both
 * is looked for by a pattern, in which any character may stand at the places that cannot be written.
 *
 * @param field - as a filter has it, for example `name` or what {@link tagField} gives.
 * @see mlflow.utils.search_utils.SearchUtils
 */
export function equals(field: string, value: string): SearchFilter {
  if (!value.includes('"')) {
    return { filter: `${field} = "${value}"`, isExact: true };
  }
  if (!value.includes("'")) {
    return { filter: `${field} = '${value}'`, isExact: true };
  }
  // a backslash would escape what follows it in the patterns of some databases
  return { filter: `${field} LIKE '${value.replace(/['\\]/g, "_")}'`, isExact: false };
}

/**
 * Names a tag in a filter.
 *
 * @throws {@link MlflowValueError} for a key with a quote in it, which MLflow has none of.
 */
export function tagField(key: string): string {
  if (/[`"']/.test(key)) {
    throw new MlflowValueError(`tag key ${key}`, "has a quote in it, which no key of MLflow's has");
  }
  return `tags.\`${key}\``;
}
