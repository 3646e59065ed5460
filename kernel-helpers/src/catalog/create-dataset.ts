import type { CatalogConfig, ConfigMap } from "../config";
import { apiType } from "./api-type";
import { cachedType } from "./cached-dataset";
import { CatalogEntry } from "./catalog-entry";
import { csvType } from "./csv";
import type { Dataset, DatasetContext } from "./dataset";
import { findDatasetType, isPythonClass, registerDatasetType, suggestDatasetType } from "./dataset-type";
import { duckDbSqlTypes, duckDbTableTypes } from "./duckdb";
import { withExpectedColumns } from "./expected-columns";
import { jsonType } from "./json-format";
import { memoryType } from "./memory-dataset";
import { metricsType } from "./metrics-dataset";
import { createFromModule, isModuleType } from "./module-type";
import { pandasJsonType } from "./pandas-json-type";
import { partitionedType } from "./partitioned-dataset";
import { imageType, plotType } from "./picture-types";
import { pythonOnly, pythonTypes } from "./python-types";
import { arrowType, parquetType } from "./typed-files";
import { binaryType, jsonLinesType, textType, yamlType } from "./text-types";
import { VersionedDataset } from "./versioned-dataset";

/* The types that every catalog has. */
[
  ...[
    csvType,
    parquetType,
    arrowType,
    jsonType,
    jsonLinesType,
    yamlType,
    textType,
    binaryType,
    imageType,
    plotType,
    metricsType,
    memoryType,
  ],
  ...[pandasJsonType, partitionedType, cachedType, apiType],
  ...duckDbTableTypes,
  ...duckDbSqlTypes,
  ...pythonTypes,
].forEach(registerDatasetType);

/**
 * Makes the dataset that an entry of the catalog describes.
 *
 * @throws TracksideError with the entry's place when its type or a key is unknown or asks for what is not there.
 */
export function createDataset(context: DatasetContext, config: CatalogConfig, values: ConfigMap): Dataset {
  return makeDataset(new CatalogEntry(context, values, config, makeDataset));
}

function makeDataset(entry: CatalogEntry): Dataset {
  const { versioned, filepath } = entry.values;
  if (versioned === true && typeof filepath === "string") {
    const at = (path: string) => makeOfType(entry.with({ filepath: path, versioned: undefined }));
    return new VersionedDataset(entry.context, filepath, at);
  }
  return makeOfType(entry);
}

function makeOfType(entry: CatalogEntry): Dataset {
  if (isModuleType(entry.type)) {
    return createFromModule(entry);
  }
  const type = findDatasetType(entry.type);
  if (!type && isPythonClass(entry.type)) {
    throw pythonOnly(entry, "Read the data in a dataset class of your own, see docs/catalog.md.");
  }
  if (!type) {
    throw entry.error(["type"], `has a type that Trackside does not know: ${entry.type}`, {
      code: "catalog.unknown-type",
      hint: suggestDatasetType(entry.type),
    });
  }
  if (type.keys !== "any") {
    entry.checkKeys(type.isTable ? [...type.keys, "columns"] : type.keys);
  }
  const dataset = type.create(entry);
  return type.isTable ? withExpectedColumns(entry, dataset) : dataset;
}
