import { createHash } from "node:crypto";
import { types } from "node:util";
import { jsonText } from "./value-text";
import { splitTable, type SplitTable, type TableData } from "./table-artifact";

/** A dataset as MLflow describes it: what it is, and where it came from; not what it holds. */
export interface Dataset {
  readonly name: string;
  /** Eight hexadecimal digits made of the content. */
  readonly digest: string;
  /** Path or address that it came from; `null` for the code that made it. */
  readonly source: string | null;
  /** Columns and their types as JSON of MLflow's `mlflow_colspec`; `null` where a column has values of several types. */
  readonly schema: string | null;
  /** Counts as JSON. */
  readonly profile: string;
}

/** What is known of a dataset beside its rows. */
export interface DatasetOptions {
  /** @default `dataset` */
  readonly name?: string;
  /** A path, or an address such as `https://...` or `s3://...`, that the rows came from. */
  readonly source?: string;
  /** @default made of the content */
  readonly digest?: string;
}

/** A column's type in MLflow's words. */
type ColumnType = { readonly type: string; readonly items?: ColumnType };

function typeOfValue(value: unknown): ColumnType | null {
  switch (typeof value) {
    case "number":
      return { type: Number.isSafeInteger(value) ? "long" : "double" };
    case "bigint":
      return { type: "long" };
    case "boolean":
      return { type: "boolean" };
    case "string":
      return { type: "string" };
    default:
      if (types.isDate(value)) {
        return { type: "datetime" };
      }
      return Array.isArray(value) || types.isTypedArray(value) ? typeOfList([...(value as Iterable<unknown>)]) : null;
  }
}

function typeOfList(list: readonly unknown[]): ColumnType | null {
  const items = commonType(list);
  return items && { type: "array", items };
}

/** The one type of all values that are there; `null` when there are several or none. */
function commonType(values: readonly unknown[]): ColumnType | null {
  let common: ColumnType | null = null;
  for (const value of values) {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
      continue;
    }
    const type = typeOfValue(value);
    const joined: ColumnType | null = common && type ? joinTypes(common, type) : type;
    if (!joined) {
      return null;
    }
    common = joined;
  }
  return common;
}

function joinTypes(left: ColumnType, right: ColumnType): ColumnType | null {
  if (left.items && right.items) {
    const items = joinTypes(left.items, right.items);
    return items && { type: "array", items };
  }
  if (left.type === right.type) {
    return left;
  }
  return [left.type, right.type].every((type) => ["long", "double"].includes(type)) ? { type: "double" } : null;
}

function schemaOf({ columns, data }: SplitTable): string | null {
  const specs = columns.map((name, place) => {
    const values = data.map((row) => row[place]);
    const type = commonType(values);
    return type && { ...type, name, required: values.every((value) => value !== null && value !== undefined) };
  });
  return specs.length > 0 && specs.every(Boolean) ? JSON.stringify({ mlflow_colspec: specs }) : null;
}

/**
 * Describes a table for {@link logInput}, by its rows or its columns. The rows themselves are not kept.
 *
 * @throws {@link TracksideError} `tracking.invalid-value` when it is no table.
 * @see MLflow's `mlflow.data.from_pandas`
 */
export function fromRows(rows: TableData, { name = "dataset", source, digest }: DatasetOptions = {}): Dataset {
  const table = splitTable(`dataset "${name}"`, rows);
  return {
    name,
    digest:
      digest ??
      createHash("sha256")
        .update(jsonText(`dataset "${name}"`, table))
        .digest("hex")
        .slice(0, 8),
    source: source ?? null,
    schema: schemaOf(table),
    profile: JSON.stringify({ num_rows: table.data.length, num_elements: table.data.length * table.columns.length }),
  };
}

/**
 * Where a dataset came from in MLflow's words.
 *
 * @param runTags - tags of the run that it goes into, which tell the code that made it.
 * @see `mlflow/data/dataset_source_registry.py`
 */
export function sourceOf(
  { source }: Dataset,
  runTags: Readonly<Record<string, string>>,
): { readonly sourceType: string; readonly source: string } {
  if (source === null) {
    const tags = Object.entries(runTags).filter(([key]) => key.startsWith("mlflow.source."));
    return { sourceType: "code", source: JSON.stringify({ tags: Object.fromEntries(tags) }) };
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(source)?.[1]?.toLowerCase();
  if (scheme === "http" || scheme === "https") {
    return { sourceType: "http", source: JSON.stringify({ url: source }) };
  }
  return {
    sourceType: scheme === undefined || scheme === "file" ? "local" : scheme,
    source: JSON.stringify({ uri: source }),
  };
}
