import { isConfigMap } from "../config";
import type { CatalogEntry } from "./catalog-entry";
import { credentialHeaders } from "./credential-headers";
import { resolveDataFile } from "./data-file";
import { FileDataset } from "./file-dataset";
import type { DatasetType } from "./dataset-type";
import { parseJson } from "./json-format";
import { utf8Text } from "./utf8-text";

/**
 * What a server answers to a GET: JSON as values, else the text.
 *
 * @see kedro_datasets/api/api_dataset.py
 */
export const apiType: DatasetType = {
  name: "api",
  aliases: ["api.APIDataset"],
  keys: ["url", "method", "load_args"],
  create(entry) {
    if (entry.has("method") && String(entry.values["method"]).toUpperCase() !== "GET") {
      throw entry.unsupported("method", "datasets are only read");
    }
    entry.checkKeys(["params", "headers"], "load_args");
    const { name, root } = entry.context;
    const address = withQuery(entry);
    const file = resolveDataFile(root, name, address, entry.place("url"), () => ({
      ...texts(entry, "headers"),
      ...credentialHeaders(entry),
    }));
    if (!file.remote) {
      throw entry.invalid("url", "has a url that is none", "Write for example url: https://example.org/calls.json.");
    }
    return new FileDataset("api", file, {
      read(bytes) {
        const text = utf8Text(bytes, file);
        return /^\s*[[{]/.test(text) ? parseJson(text, file) : text;
      },
      // Refused before this is asked: an address can only be read.
      write: () => "",
    });
  },
};

function withQuery(entry: CatalogEntry): string {
  const written = entry.text("url", "https://example.org/calls.json");
  const params = new URLSearchParams(texts(entry, "params")).toString();
  return params === "" ? written : `${written}${written.includes("?") ? "&" : "?"}${params}`;
}

function texts(entry: CatalogEntry, key: string): Record<string, string> {
  const values = entry.map("load_args")[key] ?? {};
  if (!isConfigMap(values)) {
    throw entry.invalid("load_args", `has ${key} that are not a mapping`, `Write for example ${key}: {year: 2026}.`);
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
