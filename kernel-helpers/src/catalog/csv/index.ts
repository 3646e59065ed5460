export { csvType } from "./csv-type";
