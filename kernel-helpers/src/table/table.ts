import { inspect } from "node:util";
import { suggestName, TracksideError } from "../errors";
import type { BooleanColumn, Column, Columns, TableRow, TextColumn } from "./column";
import { numberColumn, rowsOf } from "./column";
import { columnsOfRows } from "./columns-of-rows";

/** What {@link Table.column} gives for the values of a row's property. */
export type ColumnValues<Value> = [Exclude<Value, null>] extends [number]
  ? Float64Array
  : readonly (Exclude<Value, null> | null)[];

/**
 * A table: an array of row objects that is kept as typed columns until somebody asks for a row. A million rows are loaded,
 * handed to another thread and saved without as many objects; `column` reads them without, too.
 *
 * To all that takes an array it is one: it has an array's methods, can be indexed, changed and compared. The first time
 * that a row is asked for all rows are made, which are the table from then on.
 */
export interface Table<Row extends object = TableRow> extends Array<Row> {
  readonly columnNames: readonly string[];
  /**
   * The values of a column: numbers as a `Float64Array`, NaN where there is no value; booleans and texts as a list, null
   * where there is none. They are the table's own as long as no row was asked for: do not change them.
   *
   * @throws TracksideError when there is no such column, or a row has been given a value of another type.
   */
  column<Name extends keyof Row & string>(name: Name): ColumnValues<Row[Name]>;
}

/** What columns a table can be made of; all of one length. */
export type ColumnData = Float64Array | readonly number[] | readonly (string | null)[] | readonly (boolean | null)[];

const tableSymbol: unique symbol = Symbol.for("trackside.table");

/** What a table answers with in place of an array. */
interface TableState {
  /** Undefined once the rows were made: they may have been changed since. */
  readonly columns: Columns | undefined;
}

/** Makes a table of columns. */
export function tableOf<Row extends object = TableRow>(columns: Columns): Table<Row> {
  const rows = new Array<TableRow>(columns.length);
  const lazy = new LazyRows(rows, columns);
  // Shown by Node as an array is; unseen by those who compare two arrays.
  Object.defineProperty(rows, inspect.custom, { value: (_: number, options: object) => inspect([...table], options) });
  const table = new Proxy(rows, lazy) as unknown as Table<Row>;
  return table;
}

/** Tables by hand. */
export const Table = {
  /**
   * Makes a table of row objects, which are copied.
   *
   * @throws TracksideError `table.cell` when the values of a column are of several types.
   *
   * @example
   * ```ts
   * import { Table } from "trackside";
   *
   * const calls = Table.from([{ port: "Oslo", waves: 0.5 }, { port: "Hull", waves: null }]);
   * console.log(calls.length, calls.column("waves"), calls[0]);
   * ```
   */
  from<Row extends object>(rows: readonly Row[]): Table<Row> {
    return tableOf(columnsOf(rows) ?? columnsOfRows(rows as readonly Readonly<Record<string, unknown>>[]));
  },

  /**
   * Makes a table of columns by name. A `Float64Array` is kept as it is, and its NaN are numbers: give a list with null
   * where there is no value.
   *
   * @throws TracksideError `table.cell` for values of several types, `table.length` for columns of several lengths.
   *
   * @example
   * ```ts
   * import { Table } from "trackside";
   *
   * const squares = Table.fromColumns({ n: [1, 2, 3], square: Float64Array.of(1, 4, 9) });
   * console.log(squares[2]);
   * ```
   */
  fromColumns(columns: Readonly<Record<string, ColumnData>>): Table {
    const length = Object.values(columns)[0]?.length ?? 0;
    const entries = Object.entries(columns).map(([name, values]) => {
      if (values.length !== length) {
        throw new TracksideError(`column "${name}" has ${values.length} values, and those before it ${length}`, {
          code: "table.length",
          hint: "Give each column a value for each row, null where there is none.",
        });
      }
      return [name, columnOfList(name, values)] as const;
    });
    return tableOf({ length, byName: new Map(entries) });
  },
};

/** The columns of a table whose rows nobody has asked for yet. */
export function columnsOf(value: unknown): Columns | undefined {
  return stateOf(value)?.columns;
}

/** Tells tables, those of another copy of this package too, from other arrays. */
export function isTable(value: unknown): value is Table {
  return stateOf(value) !== undefined;
}

function stateOf(value: unknown): TableState | undefined {
  return Array.isArray(value) ? (value as { readonly [tableSymbol]?: TableState })[tableSymbol] : undefined;
}

function columnOfList(name: string, values: ColumnData): Column {
  return values instanceof Float64Array
    ? numberColumn(values)
    : (columnsOfRows(values.map((value) => ({ [name]: value }))).byName.get(name) as Column);
}

/** Methods of arrays, which run on the rows themselves: through the proxy each step would be a detour. */
const arrayMethods = new Map<PropertyKey, unknown>(
  Reflect.ownKeys(Array.prototype)
    .filter((key) => key !== "constructor")
    .map((key) => [key, (Array.prototype as unknown as Record<PropertyKey, unknown>)[key]]),
);

function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && /^\d+$/.test(key);
}

/** Stands between a table and its array of rows, and fills that when it is first looked into. */
class LazyRows implements ProxyHandler<TableRow[]>, TableState {
  readonly #rows: TableRow[];
  #columns: Columns | undefined;

  constructor(rows: TableRow[], columns: Columns) {
    this.#rows = rows;
    this.#columns = columns;
  }

  /** A table without rows has its columns until it is given one. */
  get columns(): Columns | undefined {
    return this.#columns?.length === this.#rows.length ? this.#columns : undefined;
  }

  get(rows: TableRow[], key: PropertyKey): unknown {
    switch (key) {
      case "length":
      case "constructor":
      case inspect.custom:
        return rows[key as "length"];
      case tableSymbol:
        return this;
      case "columnNames":
        return [...this.current().byName.keys()];
      case "column":
        return this.column;
    }
    const method = arrayMethods.get(key);
    if (method === undefined && !isIndex(key)) {
      // Such as `then`, which `await` looks for.
      return rows[key as number];
    }
    const value: unknown = this.filled()[key as number];
    return typeof value === "function" && method === value ? (value.bind(rows) as unknown) : value;
  }

  set(_: TableRow[], key: PropertyKey, value: unknown): boolean {
    return Reflect.set(this.filled(), key, value);
  }

  has(_: TableRow[], key: PropertyKey): boolean {
    return (
      key === tableSymbol ||
      key === "column" ||
      key === "columnNames" ||
      Reflect.has(isIndex(key) ? this.filled() : this.#rows, key)
    );
  }

  ownKeys(): (string | symbol)[] {
    return Reflect.ownKeys(this.filled());
  }

  getOwnPropertyDescriptor(_: TableRow[], key: PropertyKey): PropertyDescriptor | undefined {
    return Reflect.getOwnPropertyDescriptor(this.filled(), key);
  }

  defineProperty(_: TableRow[], key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    return Reflect.defineProperty(this.filled(), key, descriptor);
  }

  deleteProperty(_: TableRow[], key: PropertyKey): boolean {
    return Reflect.deleteProperty(this.filled(), key);
  }

  private readonly column = (name: string): Float64Array | BooleanColumn["values"] | TextColumn["values"] => {
    const { byName } = this.current();
    const column = byName.get(name);
    if (!column) {
      throw new TracksideError(`the table has no column "${name}"`, {
        code: "table.unknown-column",
        hint: suggestName(name, byName.keys()),
      });
    }
    return column.values;
  };

  private current(): Columns {
    return this.columns ?? columnsOfRows(this.#rows);
  }

  private filled(): TableRow[] {
    if (this.#columns && this.#columns.length > 0) {
      const made = rowsOf(this.#columns);
      this.#columns = undefined;
      for (let index = 0; index < made.length; index++) {
        this.#rows[index] = made[index] as TableRow;
      }
    }
    return this.#rows;
  }
}
