import type { CsvError } from "csv-parse";
import { TracksideError } from "../errors";
import { cellText, typeRecords, type TableRow } from "./csv-table";
import { dataFileExists, fileInProject, readDataFile, writeDataFile, type DataFile } from "./data-file";
import type { Dataset } from "./dataset";
import { columnsOf, tableRows } from "./table-rows";

/** A table in a CSV file: in memory an array of plain row objects. */
export class CsvDataset implements Dataset {
  readonly type = "csv";
  readonly file: string | undefined;

  constructor(
    private readonly dataFile: DataFile,
    private readonly delimiter: { readonly load: string; readonly save: string },
  ) {
    this.file = fileInProject(dataFile);
  }

  async load(): Promise<TableRow[]> {
    const [header, ...records] = await this.parse(await readDataFile(this.dataFile));
    return header ? typeRecords(this.checkHeader(header), records) : [];
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

  private checkHeader(header: readonly string[]): string[] {
    // As pandas names the index column that it writes without a name.
    const columns = header.map((column, index) => column || `Unnamed: ${index}`);
    const twice = columns.find((column, index) => columns.indexOf(column) !== index);
    if (twice !== undefined) {
      throw this.error(
        `${this.dataFile.shown}:1 has two columns "${twice}"`,
        "catalog.csv",
        "Give each column a name of its own.",
      );
    }
    return columns;
  }

  private toRecords(data: unknown): string[][] {
    const rows = tableRows(data, this.dataFile.dataset);
    const columns = columnsOf(rows);
    return columns.length === 0 ? [] : [columns, ...rows.map((row, index) => this.toRecord(row, columns, index))];
  }

  private toRecord(row: Readonly<Record<string, unknown>>, columns: readonly string[], index: number): string[] {
    return columns.map((column) => {
      const text = cellText(row[column]);
      if (text === undefined) {
        const hint =
          "Cells hold text, numbers, booleans, dates or null; turn the value into one of these, or use a json dataset.";
        throw this.error(`row ${index + 1}, column "${column}" holds what no CSV cell can`, "catalog.cell", hint);
      }
      return text;
    });
  }

  private error(problem: string, code: string, hint: string, cause?: unknown): TracksideError {
    return new TracksideError(`dataset "${this.dataFile.dataset}": ${problem}`, { code, hint, cause });
  }
}
