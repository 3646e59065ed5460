import { isConfigMap } from "../../config";
import { TracksideError } from "../../errors";
import type { Table } from "../../table";
import type { CatalogEntry } from "../catalog-entry";
import { readDataFile, type DataFile } from "../data-file";
import type { Dataset } from "../dataset";
import type { DatasetType } from "../dataset-type";
import { databaseFile, sqlAlchemyDatabase } from "./connection-entry";
import { readDatabase, duckDbError, type OpenDatabase } from "./open-database";
import { resultTable } from "./result-table";

/** A value that a query may be given. */
type QueryValue = string | number | boolean | null;

/** What a query needs. */
interface Query {
  readonly dataset: string;
  readonly root: string;
  /** Of the database whose tables it reads; undefined: it reads files alone. */
  readonly file: DataFile | undefined;
  readonly sql: () => Promise<string>;
  /** By their names in the query, without the `$`. */
  readonly params: Readonly<Record<string, QueryValue>>;
}

/** What a query gives: over the tables of a database, and CSV and Parquet files of the project. */
class DuckDbSqlDataset implements Dataset {
  readonly type = "duckdb-sql";
  readonly file = undefined;

  constructor(private readonly query: Query) {}

  async load(): Promise<Table> {
    const sql = await this.query.sql();
    return readDatabase(this.query, async (database) => {
      await this.checkReads(database, sql);
      const result = await database.connection.run(sql, { ...this.query.params });
      return resultTable(result, this.query, database);
    });
  }

  save(): Promise<void> {
    const error = new TracksideError(`dataset "${this.query.dataset}" is a query, and can only be read`, {
      code: "catalog.read-only",
      hint: "Give the output another name, or a type that holds data, such as duckdb-table.",
    });
    return Promise.reject(error);
  }

  /** A query is taken to have an answer: only asking tells. */
  exists(): Promise<boolean> {
    return Promise.resolve(true);
  }

  release(): void {
    // Nothing is held: every load asks anew.
  }

  /** A query must change nothing, the project's files included. */
  private async checkReads({ connection, library }: OpenDatabase, sql: string): Promise<void> {
    const statements = await connection.extractStatements(sql);
    const kind = statements.count === 1 ? (await statements.prepare(0)).statementType : undefined;
    if (kind !== library.StatementType.SELECT) {
      const found = kind === undefined ? `${statements.count} statements` : library.StatementType[kind];
      throw duckDbError(this.query, `the query is ${found}, not one SELECT`, "Write one query that only reads.");
    }
  }
}

const sqlType: DatasetType = {
  name: "duckdb-sql",
  keys: ["sql", "filepath", "database", "params"],
  isTable: true,
  create: (entry) => {
    const path = entry.optionalText("database", "data/harbour.duckdb");
    const file = path === undefined ? undefined : databaseFile(entry, "database", path);
    return makeQuery(entry, file, entry.map("params"));
  },
};

const pandasType: DatasetType = {
  name: "pandas.SQLQueryDataset",
  keys: ["sql", "filepath", "load_args", "execution_options"],
  isTable: true,
  create(entry) {
    const file = sqlAlchemyDatabase(entry);
    entry.checkKeys(["params"], "load_args");
    const { params } = entry.map("load_args");
    return makeQuery(entry, file, isConfigMap(params) ? params : {});
  },
};

/** Queries to DuckDB, by our own name and by that of Kedro's dataset that can ask one. */
export const duckDbSqlTypes: readonly DatasetType[] = [sqlType, pandasType];

function makeQuery(
  entry: CatalogEntry,
  file: DataFile | undefined,
  values: Readonly<Record<string, unknown>>,
): Dataset {
  const { name: dataset, root } = entry.context;
  const params = Object.entries(values).map(([name, value]) => {
    if (value !== null && !["string", "number", "boolean"].includes(typeof value)) {
      throw entry.invalid("params", `has a param that is no single value: ${name}`, "Give texts, numbers or booleans.");
    }
    return [name, value as QueryValue] as const;
  });
  return new DuckDbSqlDataset({ dataset, root, file, sql: textOf(entry), params: Object.fromEntries(params) });
}

function textOf(entry: CatalogEntry): () => Promise<string> {
  if (entry.has("sql") === entry.has("filepath")) {
    const hint = "Write either sql: SELECT ..., or filepath: queries/late.sql.";
    throw entry.invalid("sql", entry.has("sql") ? "has both sql and filepath" : "has no sql", hint);
  }
  if (entry.has("filepath")) {
    const file = entry.file("queries/late.sql");
    return () => readDataFile(file);
  }
  const sql = entry.text("sql", "SELECT * FROM 'data/01_raw/calls.csv'");
  return () => Promise.resolve(sql);
}
