import { suggestName, TracksideError } from "../errors";
import { columnsOf, columnsOfRows, valueAt, type Column, type Columns } from "../table";
import type { CatalogEntry } from "./catalog-entry";
import type { Dataset } from "./dataset";
import { tableRows } from "./table-rows";

/** What the entry of a table says of a column: its type, and whether cells may be empty. */
interface ExpectedColumn {
  readonly name: string;
  readonly type: Column["type"];
  readonly mayBeEmpty: boolean;
}

const types: Readonly<Record<string, Column["type"]>> = { number: "number", boolean: "boolean", text: "text" };

/**
 * Reads `columns` of an entry, such as `{call_id: text, wave_m: number?}`; undefined without any.
 *
 * @throws TracksideError with the place of a type that no column has.
 */
function expectedColumns(entry: CatalogEntry): readonly ExpectedColumn[] | undefined {
  if (!entry.has("columns")) {
    return undefined;
  }
  return Object.entries(entry.map("columns")).map(([name, written]) => {
    const [, word = "", mark] = /^(.*?)(\?)?$/s.exec(String(written)) ?? [];
    const type = types[word];
    if (!type) {
      throw entry.error(["columns", name], `has a column of a type that there is not: ${String(written)}`, {
        code: "catalog.invalid",
        hint: `${suggestName(word, Object.keys(types))} A ? behind it says that cells may be empty.`,
      });
    }
    return { name, type, mayBeEmpty: mark !== undefined };
  });
}

/** Holds a table against the columns that its entry names, before anybody works with what has changed. */
class ExpectedTable implements Dataset {
  readonly type: string;
  readonly file: string | undefined;

  constructor(
    private readonly entry: CatalogEntry,
    private readonly inner: Dataset,
    private readonly expected: readonly ExpectedColumn[],
  ) {
    this.type = inner.type;
    this.file = inner.file;
  }

  async load(): Promise<unknown> {
    const table = await this.inner.load();
    this.check(table, `${this.file ?? "it"} is not as before`);
    return table;
  }

  async save(data: unknown): Promise<void> {
    this.check(data, "what is to be saved is not as agreed");
    await this.inner.save(data);
  }

  exists(): Promise<boolean> {
    return this.inner.exists();
  }

  release(): void {
    this.inner.release();
  }

  private check(data: unknown, what: string): void {
    const { name } = this.entry.context;
    const table = columnsOf(data) ?? columnsOfRows(tableRows(data, name));
    const problems = this.expected.flatMap((each) => problemOf(each, table));
    if (problems.length > 0) {
      throw new TracksideError(`dataset "${name}": ${what}: ${problems.join("; ")}`, {
        code: "catalog.columns",
        hint: `Correct the data, or the columns at ${this.entry.place("columns")}.`,
      });
    }
  }
}

function problemOf({ name, type, mayBeEmpty }: ExpectedColumn, table: Columns): string[] {
  const column = table.byName.get(name);
  if (!column) {
    return [`there is no column "${name}"`];
  }
  const empty = firstRow(table, (row) => valueAt(column, row) === null);
  const filled = firstRow(table, (row) => valueAt(column, row) !== null);
  if (filled !== undefined && column.type !== type) {
    const odd = firstRow(table, (row) => !fits(valueAt(column, row), type)) ?? filled;
    return [`column "${name}" is ${column.type}, not ${type} (row ${odd + 1}: ${shown(valueAt(column, odd))})`];
  }
  return empty !== undefined && !mayBeEmpty ? [`column "${name}" is empty in row ${empty + 1}`] : [];
}

function firstRow({ length }: Columns, is: (row: number) => boolean): number | undefined {
  for (let row = 0; row < length; row++) {
    if (is(row)) {
      return row;
    }
  }
  return undefined;
}

/** Which cell made the whole column text. */
function fits(value: unknown, type: Column["type"]): boolean {
  return value === null || (type === "number" && value !== "" && !Number.isNaN(Number(value)));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** The dataset of a table's entry, held against the columns that it names. */
export function withExpectedColumns(entry: CatalogEntry, dataset: Dataset): Dataset {
  const expected = expectedColumns(entry);
  return expected ? new ExpectedTable(entry, dataset, expected) : dataset;
}
