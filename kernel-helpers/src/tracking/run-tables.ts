import { TracksideError } from "../errors";
import type { RunRecorder } from "./run-recorder";
import { joinTables, splitTable, tableJson, type SplitTable, type TableData } from "./table-artifact";
import { longestTagValue } from "./validation";

/** The tables that each run has so far, by their files: the next one of a name is added to what is there. */
const tablesOfRuns = new WeakMap<RunRecorder, Map<string, SplitTable>>();

/**
 * Logs a table as MLflow's clients do: the file, and its name in the tag by which MLflow's UI finds tables.
 *
 * @throws {@link TracksideError} `tracking.invalid-path` for a file that is not `.json`, `tracking.invalid-value` for
 * what is no table.
 * @see `mlflow/tracking/client.py`, `log_table`
 */
export function addToTable(run: RunRecorder, data: TableData, artifactFile: string): void {
  if (!artifactFile.endsWith(".json")) {
    throw new TracksideError(`the table ${JSON.stringify(artifactFile)} has no name that ends in .json`, {
      code: "tracking.invalid-path",
      hint: `Name it "${artifactFile.replace(/\.\w+$/, "")}.json": MLflow knows tables by that.`,
    });
  }
  const tables = tablesOfRuns.get(run) ?? new Map<string, SplitTable>();
  const before = tables.get(artifactFile);
  const added = splitTable(`the table "${artifactFile}"`, data);
  const table = before ? joinTables(before, added) : added;
  run.content(tableJson(table), artifactFile);
  tables.set(artifactFile, table);
  tablesOfRuns.set(run, tables);
  if (!before) {
    run.tag("mlflow.loggedArtifacts", tagOf([...tables.keys()]));
  }
}

/**
 * The list as Python writes JSON, byte for byte: its `load_table` searches for an entry as a text. MLflow takes 8,000
 * characters: a table beyond is a file among the artifacts still.
 */
function tagOf(files: readonly string[]): string {
  const entries = files.map((path) => `{"path": ${asciiJson(path)}, "type": "table"}`);
  const text = () => `[${entries.join(", ")}]`;
  while (text().length > longestTagValue) {
    entries.pop();
  }
  return text();
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replace(
    /[^\u0020-\u007e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
