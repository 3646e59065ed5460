/** A value in a table's cell. */
export type TableValue = string | number | boolean | null;

/** A row by column name. */
export type TableRow = Record<string, TableValue>;

/** Numbers, eight bytes each. */
export interface NumberColumn {
  readonly type: "number";
  /** NaN where there is no value. */
  readonly values: Float64Array;
  /** 1 where there is no value, as opposed to a value that is NaN; undefined when there is one in each row. */
  readonly missing: Uint8Array | undefined;
}

export interface BooleanColumn {
  readonly type: "boolean";
  readonly values: readonly (boolean | null)[];
}

export interface TextColumn {
  readonly type: "text";
  readonly values: readonly (string | null)[];
}

/** The values of one column, a place for each row. */
export type Column = NumberColumn | BooleanColumn | TextColumn;

/** Columns of one length, by name, in order. */
export interface Columns {
  readonly length: number;
  readonly byName: ReadonlyMap<string, Column>;
}

/** Makes a column of numbers; those at the places of `missing` become NaN. */
export function numberColumn(values: Float64Array, missing?: Uint8Array): NumberColumn {
  return { type: "number", values, missing: missing?.includes(1) ? missing : undefined };
}

/** The value of a column in one row. */
export function valueAt(column: Column, row: number): TableValue {
  return column.type === "number" && column.missing?.[row] === 1 ? null : (column.values[row] ?? null);
}

/** The rows of columns, each an object of its own. */
export function rowsOf({ length, byName }: Columns): TableRow[] {
  const rows = new Array<TableRow>(length);
  const names = [...byName.keys()];
  const lists = [...byName.values()].map(({ values }) => values);
  // Most columns have a value in each row, and then nothing else need be looked at.
  const gaps = [...byName.values()].map((column) => (column.type === "number" ? column.missing : undefined));
  for (let index = 0; index < length; index++) {
    const row: TableRow = {};
    for (let place = 0; place < names.length; place++) {
      const isMissing = gaps[place]?.[index] === 1;
      row[names[place] as string] = isMissing ? null : (lists[place]?.[index] ?? null);
    }
    rows[index] = row;
  }
  return rows;
}
