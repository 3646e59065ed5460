import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { createDataset, memoryOf, type Catalog, type Partitions } from "../catalog";
import type { CatalogConfig, ConfigMap } from "../config";

/** A file up to this size is read whole, of a longer one its beginning. */
const mostBytes = 16 * 2 ** 20;
const headBytes = 2 * 2 ** 20;

/** Types of files whose beginning is data, too. */
const typesByLine = new Set(["csv", "jsonl"]);

/** What a dataset's files hold, or the first of it. */
export type Sample =
  | { readonly data: unknown }
  /** The first of its partitions. */
  | { readonly partition: unknown };

/** Looks into the files of datasets. */
export class SampleData {
  constructor(
    private readonly root: string,
    private readonly catalog: Catalog,
    private readonly config: CatalogConfig,
  ) {}

  /**
   * Reads some of a dataset; undefined where there is no file, or none that can be read in part.
   *
   * @throws TracksideError when the file is broken.
   */
  async read(name: string): Promise<Sample | undefined> {
    const { type, path, problem } = this.catalog.describe(name);
    if (path === undefined || problem || !(await this.catalog.exists(name))) {
      return undefined;
    }
    const entry = this.config.entries.get(name) ?? {};
    const { filename_suffix: suffix = "", versioned } = entry;
    if (type === "partitioned") {
      return this.readPartition(name, path, suffix as string);
    }
    const file = versioned === true ? join(path, await this.newest(name), basename(path)) : path;
    if (statSync(file).size <= mostBytes) {
      return { data: await this.catalog.load(name) };
    }
    return typesByLine.has(type) ? { data: await this.readHead(name, entry, file) } : undefined;
  }

  private async newest(name: string): Promise<string> {
    const [version = ""] = await this.catalog.versions(name);
    return version;
  }

  private async readPartition(name: string, folder: string, suffix: string): Promise<Sample | undefined> {
    const [first] = Object.entries(await this.catalog.load<Partitions>(name));
    const isSmall = first && statSync(join(folder, first[0] + suffix)).size <= mostBytes;
    return isSmall ? { partition: await first[1]() } : undefined;
  }

  /** Reads whole lines from the beginning of a file, by the dataset's own reader: from a file that has no more. */
  private async readHead(name: string, entry: ConfigMap, file: string): Promise<unknown> {
    const folder = join(".trackside", "typegen");
    const filepath = join(folder, randomUUID() + extname(file));
    mkdirSync(join(this.root, folder), { recursive: true });
    try {
      writeFileSync(join(this.root, filepath), await wholeLines(file));
      const { versioned: _, ...values } = entry;
      const context = { name, root: this.root, memory: memoryOf(this.root) };
      return await createDataset(context, this.config, { ...values, filepath }).load();
    } finally {
      rmSync(join(this.root, filepath), { force: true });
    }
  }
}

async function wholeLines(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const end = buffer.lastIndexOf("\n", bytesRead - 1);
    return buffer.subarray(0, end + 1);
  } finally {
    await file.close();
  }
}
