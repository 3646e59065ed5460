import { suggestName } from "../errors";
import type { CatalogConfig, ConfigMap } from "../config";
import { CatalogEntry } from "./catalog-entry";
import { csvType } from "./csv-type";
import type { Dataset, DatasetContext } from "./dataset";
import { datasetTypeNames, findDatasetType, registerDatasetType } from "./dataset-type";
import { jsonType } from "./json-dataset";
import { memoryType } from "./memory-dataset";
import { metricsType } from "./metrics-dataset";

/* The types that every catalog has. */
[csvType, jsonType, memoryType, metricsType].forEach(registerDatasetType);

/**
 * Makes the dataset that an entry of the catalog describes.
 *
 * @throws TracksideError with the entry's place when its type or a key is unknown or asks for what is not there.
 */
export function createDataset(context: DatasetContext, config: CatalogConfig, values: ConfigMap): Dataset {
  return makeDataset(new CatalogEntry(context, values, config, makeDataset));
}

function makeDataset(entry: CatalogEntry): Dataset {
  const type = findDatasetType(entry.type);
  if (!type) {
    throw entry.error(["type"], `has a type that Trackside does not know: ${entry.type}`, {
      code: "catalog.unknown-type",
      hint: suggestName(entry.type, datasetTypeNames()),
    });
  }
  entry.checkKeys(type.keys);
  return type.create(entry);
}
