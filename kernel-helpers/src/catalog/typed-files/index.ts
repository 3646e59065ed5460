export { arrowType } from "./arrow-type";
export { parquetType } from "./parquet-type";
