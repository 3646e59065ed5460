import { isConfigMap, type CatalogConfig, type ConfigMap } from "../config";
import { suggestName, TracksideError } from "../errors";
import { credentialHeaders } from "./credential-headers";
import { resolveDataFile, type DataFile } from "./data-file";
import type { Dataset, DatasetContext } from "./dataset";

/** Keys that any entry may have: what they hold is either for people or is seen to before the type is asked. */
const commonKeys = ["type", "metadata", "versioned", "layer", "credentials", "fs_args"];

/** An entry of the catalog on its way to a dataset: reads its keys, and says of a wrong one where it is written. */
export class CatalogEntry {
  /**
   * @param values - what is written below `path`.
   * @param path - the entry's own name, and the keys below it that lead to an entry within another.
   * @param makeDataset - makes the dataset of an entry within this one.
   */
  constructor(
    readonly context: DatasetContext,
    readonly values: ConfigMap,
    private readonly config: CatalogConfig,
    private readonly makeDataset: (entry: CatalogEntry) => Dataset,
    private readonly path: readonly string[] = [context.name],
  ) {}

  /** The type as written. */
  get type(): string {
    return String(this.values["type"]);
  }

  /** The same entry with other values. */
  with(values: ConfigMap): CatalogEntry {
    return new CatalogEntry(this.context, { ...this.values, ...values }, this.config, this.makeDataset, this.path);
  }

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== null;
  }

  /** Refuses keys that mean nothing, at the entry's own level or below one of its keys. */
  checkKeys(known: readonly string[], below?: string): void {
    const values = below === undefined ? this.values : this.map(below);
    const allowed = below === undefined ? [...commonKeys, ...known] : known;
    const unknown = Object.keys(values).find((key) => !allowed.includes(key));
    if (unknown !== undefined) {
      const path = below === undefined ? [unknown] : [below, unknown];
      throw this.error(path, `has a key that has no meaning here: ${path.join(".")}`, {
        code: "catalog.unknown-key",
        hint: suggestName(unknown, allowed),
      });
    }
  }

  /** @throws TracksideError when the key is missing or holds no text. */
  text(key: string, example: string): string {
    const value = this.values[key];
    if (typeof value !== "string" || value === "") {
      const problem = value === undefined || value === null ? `has no ${key}` : `has a ${key} that is no text`;
      throw this.invalid(key, problem, `Write for example ${key}: ${example}.`);
    }
    return value;
  }

  optionalText(key: string, example: string): string | undefined {
    return this.has(key) ? this.text(key, example) : undefined;
  }

  /** A mapping below a key; empty without one. */
  map(key: string): ConfigMap {
    const value = this.values[key] ?? {};
    if (!isConfigMap(value)) {
      throw this.invalid(key, `has ${key} that are not a mapping`, `Write for example ${key}: {sep: ";"}.`);
    }
    return value;
  }

  /** The file of `filepath`, within the project. */
  file(example = "data/01_raw/companies.csv"): DataFile {
    const { name, root } = this.context;
    const headers = () => credentialHeaders(this);
    return resolveDataFile(root, name, this.text("filepath", example), this.place("filepath"), headers);
  }

  /** `file:line:column` of a key. */
  place(key: string): string {
    return this.locate([key]);
  }

  /**
   * The dataset of an entry within this one, as `dataset: {type: csv, ...}` or, in short, `dataset: csv`.
   *
   * @param values - what the inner entry has beside what is written.
   */
  dataset(key: string, values: ConfigMap = {}): Dataset {
    const written = this.values[key];
    const inner = typeof written === "string" ? { type: written } : written;
    if (!isConfigMap(inner) || typeof inner["type"] !== "string") {
      throw this.invalid(key, `has no ${key} with a type`, `Write for example ${key}: {type: csv}.`);
    }
    const path = typeof written === "string" ? this.path : [...this.path, key];
    return this.makeDataset(
      new CatalogEntry(this.context, { ...inner, ...values }, this.config, this.makeDataset, path),
    );
  }

  invalid(key: string, problem: string, hint: string): TracksideError {
    return this.error([key], problem, { code: "catalog.invalid", hint });
  }

  unsupported(key: string, reason: string): TracksideError {
    return this.error([key], `asks for ${key}: ${JSON.stringify(this.values[key])}, but ${reason}`, {
      code: "catalog.unsupported",
      hint: "Remove it.",
    });
  }

  error(
    path: readonly string[],
    problem: string,
    options: { readonly code: string; readonly hint: string; readonly cause?: unknown },
  ): TracksideError {
    return new TracksideError(`${this.locate(path)}: dataset "${this.context.name}" ${problem}`, options);
  }

  private locate(path: readonly string[]): string {
    return this.config.locate([...this.path, ...path]);
  }
}
