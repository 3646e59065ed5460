import { columnsOf, isTable, tableOf, type Columns } from "../../table";

/** By its name told from what nodes make. */
const mark = "trackside.carried-table";

interface CarriedTable {
  readonly [mark]: Columns;
}

/** Data in the form in which it goes to another thread: a table as its columns, whose memory can be handed over. */
export function packTable(data: unknown): unknown {
  const columns = columnsOf(data);
  if (columns) {
    return { [mark]: columns } satisfies CarriedTable;
  }
  return isTable(data) ? [...data] : data;
}

/** What {@link packTable} was given, in the thread that it came to. */
export function unpackTable(data: unknown): unknown {
  return typeof data === "object" && data !== null && mark in data ? tableOf((data as CarriedTable)[mark]) : data;
}

/** Applies one of them to data by name. */
export function eachOf(data: ReadonlyMap<string, unknown>, change: (data: unknown) => unknown): Map<string, unknown> {
  return new Map([...data].map(([name, value]) => [name, change(value)]));
}
