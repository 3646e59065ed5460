import { isConfigMap } from "../config";
import { TracksideError } from "../errors";

/**
 * The rows of what is saved as a table.
 *
 * @throws TracksideError when it is no array of row objects.
 */
export function tableRows(data: unknown, dataset: string): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(data)) {
    throw notATable(dataset, `a ${typeof data} is not a table`);
  }
  return data.map((row: unknown, index) => {
    if (!isConfigMap(row)) {
      throw notATable(dataset, `row ${index + 1} is not an object`);
    }
    return row;
  });
}

function notATable(dataset: string, problem: string): TracksideError {
  return new TracksideError(`dataset "${dataset}": ${problem}`, {
    code: "catalog.not-a-table",
    hint: "Save an array of row objects.",
  });
}
