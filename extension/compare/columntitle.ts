import type { ViewContext } from "../common";
import { partsOf } from "./fields";

/** Columns that all runs have. */
export const commonColumns = [
  "attributes.run_name",
  "attributes.start_time",
  "attributes.duration",
  "attributes.user",
] as const;

/** What a column is called. */
export function columnTitle(column: string, { trans }: ViewContext): string {
  switch (column) {
    case "attributes.run_name":
      return trans.__("Name");
    case "attributes.start_time":
      return trans.__("Started");
    case "attributes.duration":
      return trans.__("Duration");
    case "attributes.user":
      return trans.__("User");
    default:
      return partsOf(column).name;
  }
}
