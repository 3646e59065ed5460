import { openCatalog, type Catalog, type DatasetDescription } from "../catalog";
import { loadCatalogConfig, type CatalogConfig } from "../config";
import { TracksideError } from "../errors";
import type { Pipelines } from "../project";
import { typeOfData } from "./data-shape";
import { makersOf, type Maker } from "./node-types";
import { SampleData } from "./sample-data";
import { statedType, typeOfColumns } from "./stated-type";

/** A dataset of a project, as the generated module has it. */
export interface TypedDataset {
  readonly name: string;
  /** Undefined where nothing tells it. */
  readonly type: string | undefined;
  /** What and where it is. */
  readonly comment: string;
  /** Why nothing tells its type, where that is not plain. */
  readonly problem?: string;
}

/** The datasets of the catalog in their order, then those that only nodes make. */
export async function typeDatasets(root: string, pipelines: Pipelines): Promise<TypedDataset[]> {
  const catalog = openCatalog(root);
  const config = loadCatalogConfig(root);
  const makers = makersOf(root, pipelines);
  const samples = new SampleData(root, catalog, config);
  const declared = catalog.list().filter((name) => config.entries.has(name));
  const all = [...new Set([...declared, ...makers.keys()])];
  return Promise.all(all.map((name) => typeDataset(name, { catalog, config, samples, maker: makers.get(name) })));
}

interface Sources {
  readonly catalog: Catalog;
  readonly config: CatalogConfig;
  readonly samples: SampleData;
  readonly maker: Maker | undefined;
}

/** What a person states goes first, then what the code says; only then the data, which changes. */
async function typeDataset(name: string, { catalog, config, samples, maker }: Sources): Promise<TypedDataset> {
  const description = catalog.isDeclared(name) ? catalog.describe(name) : undefined;
  const comment = commentOn(description, maker);
  const type =
    statedType(config, name) ?? maker?.type ?? typeOfColumns(config, name) ?? (description && typeByKind(description));
  if (type !== undefined || description === undefined) {
    return { name, type, comment };
  }
  try {
    const sample = await samples.read(name);
    return { name, type: sample && typeOfSample(sample), comment };
  } catch (error) {
    if (!TracksideError.is(error)) {
      throw error;
    }
    return { name, type: undefined, comment, problem: error.message };
  }
}

function typeOfSample(sample: { readonly data: unknown } | { readonly partition: unknown }): string {
  return "data" in sample ? typeOfData(sample.data) : `Record<string, () => Promise<${typeOfData(sample.partition)}>>`;
}

/** The type of what is the same whatever its file holds. */
function typeByKind({ type, filepath = "" }: DatasetDescription): string | undefined {
  switch (type) {
    case "text":
      return "string";
    case "binary":
    case "image":
      return "Uint8Array";
    case "plot":
      return /\.(?:svg|html)$/i.test(filepath) ? "string" : /\.json$/i.test(filepath) ? "object" : "Uint8Array";
    default:
      return undefined;
  }
}

function commentOn(description: DatasetDescription | undefined, maker: Maker | undefined): string {
  const { type, filepath } = description ?? { type: "memory" };
  return `${type}${filepath === undefined ? "" : ` ${filepath}`}${maker ? `, made by ${maker.node}` : ""}`;
}

/** The entries of the catalog that stand for many datasets, as keys of an index signature. */
export function typePatterns(
  root: string,
): { readonly key: string; readonly pattern: string; readonly type: string }[] {
  const config = loadCatalogConfig(root);
  // A pattern of all names would make every wrong name a right one.
  const patterns = openCatalog(root)
    .patterns()
    .filter((pattern) => pattern.replace(placeholder, "") !== "")
    .map((pattern) => ({ pattern, key: keyOf(pattern), type: patternType(config, pattern) }));
  // What is within another pattern must be of its type, or it is no type.
  return patterns.map(({ pattern, key, type }) => {
    const expression = new RegExp(`^${escaped(pattern).replace(/\\\{\w+\\\}/g, ".+")}$`, "s");
    const within = patterns.filter((each) => each.pattern !== pattern && expression.test(each.pattern));
    return { pattern, key, type: within.some((each) => each.type !== type) ? "unknown" : type };
  });
}

const placeholder = /\{\w+\}/g;

function patternType(config: CatalogConfig, pattern: string): string {
  const kind = { type: String(config.entries.get(pattern)?.["type"]).replace(/\.\w*$/, "") };
  return (
    statedType(config, pattern) ?? typeOfColumns(config, pattern) ?? typeByKind(kind as DatasetDescription) ?? "unknown"
  );
}

function keyOf(pattern: string): string {
  const text = pattern.replace(/[`\\]|\$(?=\{)/g, "\\$&").replace(placeholder, "${string}");
  return `\`${text}\``;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
