import type { Columns } from "./column";
import { columnsOf, isTable, tableOf } from "./table";

/** By its name told from what nodes make. */
const mark = "trackside.table";

interface PackedTable {
  readonly [mark]: Columns;
}

/**
 * Data in a form that can be cloned and serialised, as a table itself cannot: its columns, whose memory may be handed over.
 * What is no table stays as it is.
 */
export function packTable(data: unknown): unknown {
  const columns = columnsOf(data);
  if (columns) {
    return { [mark]: columns } satisfies PackedTable;
  }
  return isTable(data) ? [...data] : data;
}

/** What {@link packTable} was given. */
export function unpackTable(data: unknown): unknown {
  return typeof data === "object" && data !== null && mark in data ? tableOf((data as PackedTable)[mark]) : data;
}
