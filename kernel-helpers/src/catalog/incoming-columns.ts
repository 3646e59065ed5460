import { TracksideError } from "../errors";
import { columnOfValues, UnfitValue, type Column } from "../table";
import type { DataFile } from "./data-file";

/**
 * Makes a column of what a file with types holds.
 *
 * @throws TracksideError naming the column that no table has, such as one of lists.
 */
export function incomingColumn(name: string, values: ArrayLike<unknown>, file: DataFile, code: string): Column {
  try {
    return columnOfValues(values);
  } catch (error) {
    if (!(error instanceof UnfitValue)) {
      throw error;
    }
    throw new TracksideError(`dataset "${file.dataset}": column "${name}" of ${file.shown} holds ${error.message}`, {
      code,
      hint: "Tables have numbers, text, booleans and dates: leave that column out where the file is written.",
    });
  }
}
