import { loadCredentials } from "../config";
import type { CatalogEntry } from "./catalog-entry";

/**
 * What a server is asked with for a dataset: of the entry of `conf/local/credentials.yml` that it names, `username` and
 * `password`, or `token`; any other key is a header of that name.
 *
 * @throws TracksideError that names file and entry, and never a value.
 */
export function credentialHeaders(entry: CatalogEntry): Record<string, string> {
  const reference = entry.optionalText("credentials", "harbour_office");
  if (reference === undefined) {
    return {};
  }
  const namedBy = `dataset "${entry.context.name}"`;
  const { USERNAME, PASSWORD, TOKEN, ...others } = loadCredentials(entry.context.root, reference, { namedBy });
  const login = Buffer.from(`${USERNAME ?? ""}:${PASSWORD ?? ""}`).toString("base64");
  return {
    ...others,
    ...(USERNAME === undefined && PASSWORD === undefined ? {} : { authorization: `Basic ${login}` }),
    ...(TOKEN === undefined ? {} : { authorization: `Bearer ${TOKEN}` }),
  };
}
