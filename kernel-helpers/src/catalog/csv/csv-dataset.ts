import type { CsvError } from "csv-parse";
import { TracksideError } from "../../errors";
import { columnNames, columnsOf, tableOf, valueAt, type Column, type Columns, type Table } from "../../table";
import { cellText } from "./cell-types";
import { columnsOfRecords } from "./csv-columns";
import { scanCsv } from "./csv-scan";
import { dataFileExists, fileInProject, readDataFile, writeDataFile, type DataFile } from "../data-file";
import type { Dataset } from "../dataset";
import { tableRows } from "../table-rows";

/**
 * A table in a CSV file. A column is numbers, or booleans, when all its values that are not empty are; else it stays text.
 * Empty becomes null.
 */
export class CsvDataset implements Dataset {
  readonly type = "csv";
  readonly file: string | undefined;

  constructor(
    private readonly dataFile: DataFile,
    private readonly delimiter: { readonly load: string; readonly save: string },
  ) {
    this.file = fileInProject(dataFile);
  }

  async load(): Promise<Table> {
    const text = await readDataFile(this.dataFile);
    const { header, columns, rows } = scanCsv(text, this.delimiter.load) ?? (await this.parseRecords(text));
    return tableOf(this.joined(header, columns, rows));
  }

  async save(data: unknown): Promise<void> {
    const { stringify } = await import("csv-stringify/sync");
    const records = this.toRecords(data);
    await writeDataFile(this.dataFile, stringify(records, { delimiter: this.delimiter.save }));
  }

  exists(): Promise<boolean> {
    return dataFileExists(this.dataFile);
  }

  release(): void {
    // Nothing is held: every load reads the file.
  }

  /** For what is no plain CSV, such as a quote within a value, or a line that is too short: a parser knows what it is. */
  private async parseRecords(text: string) {
    const [header = [], ...records] = await this.parse(text);
    return { header, columns: columnsOfRecords(records, header.length), rows: records.length };
  }

  private async parse(text: string): Promise<string[][]> {
    const { parse } = await import("csv-parse/sync");
    try {
      return parse(text, { bom: true, delimiter: this.delimiter.load, skipEmptyLines: true });
    } catch (cause) {
      throw this.unreadable(cause as CsvError);
    }
  }

  private unreadable(cause: CsvError): TracksideError {
    const line = typeof cause["lines"] === "number" ? `:${cause["lines"]}` : "";
    const hint =
      cause.code === "CSV_RECORD_INCONSISTENT_COLUMNS" || cause.code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH"
        ? "Each row needs as many values as the header has columns; put a value that holds the separator in double quotes."
        : "Check the quotes around that line.";
    return this.error(`${this.dataFile.shown}${line} is not valid CSV: ${cause.message}`, "catalog.csv", hint, cause);
  }

  private joined(header: readonly string[], columns: readonly Column[], rows: number): Columns {
    // As pandas names the index column that it writes without a name.
    const names = header.map((name, index) => name || `Unnamed: ${index}`);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw this.error(
        `${this.dataFile.shown}:1 has two columns "${twice}"`,
        "catalog.csv",
        "Give each column a name of its own.",
      );
    }
    return { length: rows, byName: new Map(names.map((name, index) => [name, columns[index] as Column])) };
  }

  private toRecords(data: unknown): string[][] {
    const columns = columnsOf(data);
    if (columns) {
      const all = [...columns.byName.values()];
      const texts = (row: number) => all.map((column) => cellText(valueAt(column, row)) ?? "");
      return [[...columns.byName.keys()], ...Array.from({ length: columns.length }, (_, row) => texts(row))];
    }
    const rows = tableRows(data, this.dataFile.dataset);
    const names = columnNames(rows);
    return names.length === 0 ? [] : [names, ...rows.map((row, index) => this.toRecord(row, names, index))];
  }

  private toRecord(row: Readonly<Record<string, unknown>>, names: readonly string[], index: number): string[] {
    return names.map((name) => {
      const text = cellText(row[name]);
      if (text === undefined) {
        const hint =
          "Cells hold text, numbers, booleans, dates or null; turn the value into one of these, or use a json dataset.";
        throw this.error(`row ${index + 1}, column "${name}" holds what no CSV cell can`, "catalog.cell", hint);
      }
      return text;
    });
  }

  private error(problem: string, code: string, hint: string, cause?: unknown): TracksideError {
    return new TracksideError(`dataset "${this.dataFile.dataset}": ${problem}`, { code, hint, cause });
  }
}
