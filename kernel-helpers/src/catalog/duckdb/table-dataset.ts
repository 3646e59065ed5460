import type { CatalogEntry } from "../catalog-entry";
import { TracksideError } from "../../errors";
import type { Table } from "../../table";
import { dataFileExists, type DataFile } from "../data-file";
import type { Dataset } from "../dataset";
import type { DatasetType } from "../dataset-type";
import { outgoingColumns } from "../outgoing-columns";
import { databaseFile, ibisDatabase, sqlAlchemyDatabase, type SaveMode } from "./connection-entry";
import { duckDbError, readDatabase, writeDatabase, type OpenDatabase } from "./open-database";
import { resultTable } from "./result-table";
import { quoted, stageColumns } from "./staged-table";

/** Where a table is. */
interface TablePlace {
  readonly dataset: string;
  readonly root: string;
  readonly file: DataFile;
  readonly schema: string;
  readonly table: string;
}

/** A table in a database file of DuckDB's. */
class DuckDbTableDataset implements Dataset {
  readonly type = "duckdb-table";
  readonly file: string;
  private readonly name: string;

  constructor(
    private readonly place: TablePlace,
    private readonly mode: SaveMode,
  ) {
    this.file = place.file.shown;
    this.name = `${quoted(place.schema)}.${quoted(place.table)}`;
  }

  async load(): Promise<Table> {
    return readDatabase(this.place, async (database) => {
      const result = await database.connection.run(`SELECT * FROM ${this.name}`);
      return resultTable(result, this.place, database);
    });
  }

  /** Others see the table as it was, or as it is to be. */
  async save(data: unknown): Promise<void> {
    const columns = outgoingColumns(data, this.place.dataset);
    await writeDatabase(this.place, async (database) => {
      const isThere = await this.isIn(database);
      if (isThere && this.mode === "fail") {
        throw duckDbError(
          this.place,
          `the table ${this.name} is there already`,
          "Set save_args.mode, or drop the table.",
        );
      }
      if (columns.length > 0) {
        await stageColumns(columns, database);
      } else if (!isThere) {
        throw this.noColumns();
      }
      await database.connection.run(`BEGIN; ${this.statements(isThere, columns.length === 0)} COMMIT;`);
    });
  }

  async exists(): Promise<boolean> {
    return (await dataFileExists(this.place.file)) && readDatabase(this.place, (database) => this.isIn(database));
  }

  release(): void {
    // Nothing is held: the database is open for as long as a load or save takes.
  }

  private statements(isThere: boolean, isEmpty: boolean): string {
    if (isThere && (isEmpty || this.mode === "append")) {
      const cleared = this.mode === "append" ? "" : `DELETE FROM ${this.name};`;
      return isEmpty ? cleared : `INSERT INTO ${this.name} BY NAME SELECT * FROM temp.staged;`;
    }
    const schema = `CREATE SCHEMA IF NOT EXISTS ${quoted(this.place.schema)};`;
    return `${schema} CREATE OR REPLACE TABLE ${this.name} AS SELECT * FROM temp.staged;`;
  }

  private async isIn({ connection }: OpenDatabase): Promise<boolean> {
    const result = await connection.run(
      "SELECT count(*)::INTEGER FROM information_schema.tables WHERE table_schema = $1 AND table_name = $2",
      [this.place.schema, this.place.table],
    );
    return (await result.getRows())[0]?.[0] !== 0;
  }

  private noColumns(): TracksideError {
    return new TracksideError(`dataset "${this.place.dataset}": a table without rows has no columns to make`, {
      code: "catalog.not-a-table",
      hint: "Save rows first; none then empty the table that is there.",
    });
  }
}

const tableType: DatasetType = {
  name: "duckdb-table",
  keys: ["filepath", "table", "schema", "save_args"],
  isTable: true,
  create(entry) {
    entry.checkKeys(["mode"], "save_args");
    const file = databaseFile(entry, "filepath", entry.text("filepath", "data/harbour.duckdb"));
    return makeTable(entry, file, "table", modeOf(entry, "mode", "replace"));
  },
};

const ibisType: DatasetType = {
  name: "ibis.TableDataset",
  keys: ["table_name", "connection", "load_args", "save_args", "mode"],
  isTable: true,
  create(entry) {
    const file = ibisDatabase(entry);
    // A table is made of what is a view there: its data is not in the database.
    entry.checkKeys(["materialized", "overwrite", "mode"], "save_args");
    const overwrites = entry.map("save_args")["overwrite"] !== false;
    return makeTable(entry, file, "table_name", modeOf(entry, "mode", overwrites ? "replace" : "fail"));
  },
};

const pandasType: DatasetType = {
  name: "pandas.SQLTableDataset",
  keys: ["table_name", "load_args", "save_args"],
  isTable: true,
  create(entry) {
    const file = sqlAlchemyDatabase(entry);
    if (!file) {
      throw entry.invalid(
        "credentials",
        "has a connection to memory",
        "Name a file: con: duckdb:///data/harbour.duckdb.",
      );
    }
    entry.checkKeys([], "load_args");
    entry.checkKeys(["if_exists", "index", "schema"], "save_args");
    if (entry.map("save_args")["index"] === true) {
      throw entry.unsupported("save_args", "tables have no index");
    }
    return makeTable(entry, file, "table_name", modeOf(entry, "if_exists", "fail"));
  },
};

/** Tables of DuckDB's, by our own name and by those of Kedro's datasets that can hold one. */
export const duckDbTableTypes: readonly DatasetType[] = [tableType, ibisType, pandasType];

function makeTable(entry: CatalogEntry, file: DataFile, key: string, mode: SaveMode): Dataset {
  const { name: dataset, root } = entry.context;
  const written = entry.has("schema") ? entry.text("schema", "main") : entry.map("save_args")["schema"];
  const schema = typeof written === "string" && written !== "" ? written : "main";
  return new DuckDbTableDataset({ dataset, root, file, schema, table: entry.text(key, "calls") }, mode);
}

function modeOf(entry: CatalogEntry, key: string, otherwise: SaveMode): SaveMode {
  const written = entry.map("save_args")[key] ?? entry.values[key] ?? otherwise;
  const mode = written === "overwrite" ? "replace" : written === "error" ? "fail" : written;
  if (mode !== "replace" && mode !== "append" && mode !== "fail") {
    const problem = `has ${key}: ${JSON.stringify(written)}`;
    throw entry.invalid("save_args", problem, `Write ${key}: replace, append or fail.`);
  }
  return mode;
}
