import { createRequire } from "node:module";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { TracksideError } from "../../errors";
import { dataFileExists, type DataFile } from "../data-file";

const packageName = "@duckdb/node-api";

type Library = typeof import("@duckdb/node-api");

/** A connection with the library that it belongs to. */
export interface OpenDatabase {
  readonly connection: DuckDBConnection;
  readonly library: Library;
}

/** Which database, for which dataset of which project. */
export interface DatabaseAccess {
  readonly dataset: string;
  readonly root: string;
  /** Undefined: one in memory, for files alone. */
  readonly file: DataFile | undefined;
}

/**
 * Works in a database that may be changed, and which is made where there is none.
 *
 * @throws TracksideError that names the dataset.
 */
export async function writeDatabase<Result>(
  access: DatabaseAccess & { readonly file: DataFile },
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const library = loadLibrary(access);
  await mkdir(dirname(access.file.path), { recursive: true });
  return alone(access.file, () => connected(access, library, {}, work));
}

/**
 * Works in a database that is only read; queries may name the project's files by paths from its root, and no others.
 *
 * @throws TracksideError that names the dataset.
 */
export async function readDatabase<Result>(
  access: DatabaseAccess,
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const library = loadLibrary(access);
  const { file, dataset, root } = access;
  const confined = async (database: OpenDatabase) => {
    const quoted = `'${root.replaceAll("'", "''")}'`;
    await database.connection.run(
      `SET file_search_path = ${quoted}; SET allowed_directories = [${quoted}]; ` +
        "SET enable_external_access = false; SET lock_configuration = true;",
    );
    return work(database);
  };
  if (!file) {
    return connected(access, library, {}, confined);
  }
  if (!(await dataFileExists(file))) {
    throw new TracksideError(`dataset "${dataset}": ${file.shown} does not exist`, {
      code: "catalog.missing-file",
      hint: "Put the database there, run the node that makes it, or correct its path in the catalog.",
    });
  }
  return alone(file, () => connected(access, library, { access_mode: "READ_ONLY" }, confined));
}

/** What DuckDB says of a dataset's database or query. */
export function duckDbError({ dataset, file }: DatabaseAccess, cause: unknown, hint?: string): TracksideError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const isLocked = message.includes("Could not set lock");
  const place = file ? ` in ${file.shown}` : "";
  return new TracksideError(`dataset "${dataset}": DuckDB${place}: ${message}`, {
    code: "catalog.duckdb",
    hint: isLocked
      ? "Another program has the database open: close it there, and try again."
      : (hint ?? "Check the database, the table's name and the query."),
    cause,
  });
}

/** The package as the project has it, else as Trackside has: 70 MB that few want, and therefore nothing that comes along. */
function loadLibrary({ dataset, root }: DatabaseAccess): Library {
  for (const from of [join(root, "package.json"), __filename]) {
    const load = createRequire(from);
    try {
      load.resolve(packageName);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") {
        continue;
      }
      throw error;
    }
    return load(packageName) as Library;
  }
  throw new TracksideError(`dataset "${dataset}" needs the package ${packageName}`, {
    code: "catalog.missing-package",
    hint: `Install it in the project: npm install ${packageName}`,
  });
}

async function connected<Result>(
  access: DatabaseAccess,
  library: Library,
  options: Readonly<Record<string, string>>,
  work: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  try {
    const instance = await library.DuckDBInstance.create(access.file?.path ?? ":memory:", options);
    try {
      const connection = await instance.connect();
      try {
        return await work({ connection, library });
      } finally {
        connection.closeSync();
      }
    } finally {
      instance.closeSync();
    }
  } catch (error) {
    throw TracksideError.is(error) ? error : duckDbError(access, error);
  }
}

/**
 * Lets nobody else of ours at a database meanwhile: DuckDB keeps other processes out, but not another thread of the same
 * process, which has a library of its own.
 */
async function alone<Result>(file: DataFile, work: () => Promise<Result>): Promise<Result> {
  // Not above: it listens to signals as soon as it is loaded, which changes how a process ends that has no such dataset.
  const { lock } = await import("proper-lockfile");
  const release = await lock(file.path, {
    realpath: false,
    lockfilePath: `${file.path}.lock`,
    stale: 60_000,
    retries: { retries: 600, minTimeout: 20, maxTimeout: 200 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
