import { numberColumn, type Column } from "../../table";
import { booleanOfText, cellTypeOf, isNumberText, type CellType } from "./cell-types";

/**
 * Takes the cells of one column of a CSV, and tells when one of them is not of the type that the column was taken for.
 * Empty cells are of every type.
 */
export class CsvColumn {
  private readonly numbers: Float64Array;
  private readonly missing: Uint8Array;
  private readonly others: (string | boolean | null)[];
  private isEmpty = true;

  constructor(
    readonly type: CellType,
    rows: number,
  ) {
    this.numbers = new Float64Array(type === "number" ? rows : 0);
    this.missing = new Uint8Array(type === "number" ? rows : 0);
    this.others = new Array<string | boolean | null>(type === "number" ? 0 : rows);
  }

  /** Takes a cell's text. @returns whether it is of the column's type. */
  take(row: number, text: string): boolean {
    if (text === "") {
      this.takeEmpty(row);
      return true;
    }
    switch (this.type) {
      case "number":
        this.takeNumber(row, Number(text));
        return isNumberText(text);
      case "boolean": {
        const value = booleanOfText(text);
        this.others[row] = value ?? null;
        this.isEmpty = false;
        return value !== undefined;
      }
      default:
        this.others[row] = text;
        return true;
    }
  }

  takeNumber(row: number, value: number): void {
    this.numbers[row] = value;
    this.isEmpty = false;
  }

  takeEmpty(row: number): void {
    if (this.type === "number") {
      this.numbers[row] = NaN;
      this.missing[row] = 1;
    } else {
      this.others[row] = null;
    }
  }

  /** What was taken of the first rows. A column that is empty from top to bottom is one of texts. */
  finish(rows: number): Column {
    if (this.type === "number" && !this.isEmpty) {
      return numberColumn(fit(this.numbers, rows), fit(this.missing, rows));
    }
    if (this.type === "number") {
      return { type: "text", values: new Array<null>(rows).fill(null) };
    }
    this.others.length = rows;
    return { type: this.type, values: this.others } as Column;
  }
}

/** Memory for lines that are no rows is given back when it is much. */
function fit<List extends Float64Array | Uint8Array>(list: List, rows: number): List {
  return (list.length > rows * 1.1 ? list.slice(0, rows) : list.subarray(0, rows)) as List;
}

/** Sorts records of texts into columns. */
export function columnsOfRecords(records: readonly (readonly string[])[], width: number): Column[] {
  return Array.from({ length: width }, (_, place) => {
    const type = records.reduce<CellType>((before, record) => narrowed(before, record[place] ?? ""), "number");
    const column = new CsvColumn(type, records.length);
    records.forEach((record, row) => column.take(row, record[place] ?? ""));
    return column.finish(records.length);
  });
}

function narrowed(before: CellType, text: string): CellType {
  return text === "" || before === "text" ? before : cellTypeOf(text, before);
}
