export { duckDbSqlTypes } from "./sql-dataset";
export { duckDbTableTypes } from "./table-dataset";
