import { isConfigMap, loadCredentials } from "../../config";
import { TracksideError } from "../../errors";
import type { CatalogEntry } from "../catalog-entry";
import { resolveDataFile, type DataFile } from "../data-file";
import { pythonOnly } from "../python-types";

/** How a save treats a table that is there. */
export type SaveMode = "replace" | "append" | "fail";

const advice =
  "Where its connection is DuckDB's (con: duckdb:///data/harbour.duckdb, or backend: duckdb), it is read here. Else let type: " +
  "duckdb-table or duckdb-sql have the data, or ask the database in a dataset class of your own, see docs/catalog.md.";

/** The database file that an entry names by a path. */
export function databaseFile(entry: CatalogEntry, key: string, path: string): DataFile {
  const file = resolveDataFile(entry.context.root, entry.context.name, path, entry.place(key));
  if (file.remote) {
    throw entry.invalid(key, `has a ${key} on the web`, `Write for example ${key}: data/harbour.duckdb.`);
  }
  return file;
}

/**
 * The database of an ibis connection.
 *
 * @throws TracksideError `catalog.python-only` where it is not DuckDB's.
 * @see kedro_datasets/ibis/table_dataset.py
 */
export function ibisDatabase(entry: CatalogEntry): DataFile {
  const connection = entry.values["connection"];
  const { backend, database } = isConfigMap(connection) ? connection : {};
  if (backend !== "duckdb") {
    throw pythonOnly(entry, advice);
  }
  if (typeof database !== "string" || database === "" || database === ":memory:") {
    const example = "Write for example connection: {backend: duckdb, database: data/harbour.duckdb}.";
    throw entry.invalid("connection", "has a connection without a database's file", example);
  }
  return databaseFile(entry, "connection", database);
}

/**
 * The database of an address as SQLAlchemy's, `con` of the entry's credentials; undefined for one in memory.
 *
 * @throws TracksideError `catalog.python-only` where it is not DuckDB's.
 * @see kedro_datasets/pandas/sql_dataset.py
 */
export function sqlAlchemyDatabase(entry: CatalogEntry): DataFile | undefined {
  const path = /^duckdb:\/\/(?:\/(.*))?$/s.exec(connectionText(entry))?.[1];
  if (path === undefined) {
    throw pythonOnly(entry, advice);
  }
  return path === "" || path === ":memory:" ? undefined : databaseFile(entry, "credentials", path);
}

/** What is not there names no DuckDB. */
function connectionText(entry: CatalogEntry): string {
  const reference = entry.optionalText("credentials", "harbour_office");
  try {
    const namedBy = `dataset "${entry.context.name}"`;
    return reference === undefined ? "" : (loadCredentials(entry.context.root, reference, { namedBy })["CON"] ?? "");
  } catch (error) {
    if (TracksideError.is(error) && error.code === "config.no-credentials") {
      return "";
    }
    throw error;
  }
}
