import { createHash, randomUUID } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { Catalog } from "../catalog";
import { TracksideError } from "../errors";
import type { PipelineNode } from "../pipeline";
import { packTable, unpackTable } from "../table";

/** Outputs of a node in the cache, by name: of files their copies, of the rest the values. */
interface CachedOutput {
  readonly name: string;
  /** Within the entry's folder. */
  readonly file: string;
  readonly isValue: boolean;
}

/**
 * Outputs of nodes by digests of their code and inputs, in `.trackside/cache`.
 *
 * @param key - stands for code and inputs.
 */
export class NodeCache {
  private readonly folder: string;

  constructor(root: string, of: PipelineNode, key: string) {
    const name = createHash("sha256")
      .update(JSON.stringify([key, of.outputs]))
      .digest("hex")
      .slice(0, 32);
    this.folder = join(root, ".trackside", "cache", name);
  }

  /** Puts back what is kept. @returns the values of outputs that live in memory, or undefined when nothing is kept. */
  async restore(catalog: Catalog): Promise<Map<string, unknown> | undefined> {
    const outputs = await this.manifest();
    if (!outputs) {
      return undefined;
    }
    const values = new Map<string, unknown>();
    for (const { name, file, isValue } of outputs) {
      if (isValue) {
        values.set(name, unpackTable(deserialize(await readFile(join(this.folder, file)))));
      } else {
        await replace(join(this.folder, file), catalog.pathOf(name) ?? "");
      }
    }
    return values;
  }

  /** Keeps what the node made. @throws TracksideError when a value in memory cannot be written down. */
  async keep(of: PipelineNode, outputs: ReadonlyMap<string, unknown>, catalog: Catalog): Promise<void> {
    const beside = `${this.folder}.${randomUUID()}`;
    await mkdir(beside, { recursive: true });
    try {
      const kept: CachedOutput[] = [];
      for (const [index, name] of of.outputs.entries()) {
        const path = catalog.pathOf(name);
        const file = `${index}-${path === undefined ? "value" : basename(path)}`;
        if (path === undefined) {
          await writeFile(join(beside, file), toBytes(of, name, outputs.get(name)));
        } else {
          await cp(path, join(beside, file), { recursive: true });
        }
        kept.push({ name, file, isValue: path === undefined });
      }
      await writeFile(join(beside, "outputs.json"), JSON.stringify(kept));
      await rename(beside, this.folder).catch(ignoreTwin);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  }

  private async manifest(): Promise<readonly CachedOutput[] | undefined> {
    try {
      return JSON.parse(await readFile(join(this.folder, "outputs.json"), "utf8")) as readonly CachedOutput[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return undefined;
      }
      throw error;
    }
  }
}

async function replace(source: string, target: string): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  await mkdir(dirname(target), { recursive: true });
  await cp(source, beside, { recursive: true });
  await rm(target, { recursive: true, force: true });
  await rename(beside, target);
}

function toBytes(of: PipelineNode, name: string, value: unknown): Buffer {
  try {
    return serialize(packTable(value));
  } catch (cause) {
    throw new TracksideError(`node "${of.name}": its output "${name}" cannot be cached: ${(cause as Error).message}`, {
      code: "pipeline.not-cacheable",
      hint: "Give the output a file in the catalog, or leave out `cache: true`.",
      cause,
    });
  }
}

/** Another process has kept the same meanwhile. */
function ignoreTwin(error: unknown): void {
  if (!["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
    throw error;
  }
}
