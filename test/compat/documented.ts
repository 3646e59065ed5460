import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { mlflowVersion } from "./server";

const page = readFileSync(resolve(__dirname, "../../docs/mlflow-servers.md"), "utf8");

const rows = page
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/**
 * Tells what the page on servers says of this version, so that the tests fail where the page is wrong.
 *
 * @param what - first cell of a row of its table.
 */
export function documented(what: string): boolean {
  const header = rows.find((cells) => cells.includes(mlflowVersion));
  const row = rows.find((cells) => cells[0] === what);
  const cell = row?.[header?.indexOf(mlflowVersion) ?? -1];
  if (cell !== "yes" && cell !== "no") {
    throw new Error(`docs/mlflow-servers.md does not say whether MLflow ${mlflowVersion} has "${what}"`);
  }
  return cell === "yes";
}
