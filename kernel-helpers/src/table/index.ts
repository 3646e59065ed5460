export {
  numberColumn,
  rowsOf,
  valueAt,
  type BooleanColumn,
  type Column,
  type Columns,
  type NumberColumn,
  type TableRow,
  type TableValue,
  type TextColumn,
} from "./column";
export { columnOfValues, UnfitValue } from "./column-of-values";
export { columnNames, columnsOfRows } from "./columns-of-rows";
export { packTable, unpackTable } from "./packed-table";
export { columnsOf, isTable, Table, tableOf, type ColumnData, type ColumnValues } from "./table";
