import { inspect } from "node:util";
import { findProjectRoot } from "../config";
import type { Pipeline } from "../pipeline";
import { loadPipeline, loadPipelines } from "./project-pipelines";

/** The pipelines of the project's files. */
export interface ProjectPipelines {
  /**
   * Loads a pipeline by its name.
   *
   * @param name - Without it, the one that runs by default: all of them joined, unless the project says otherwise.
   * @throws TracksideError with the nearest name when there is none, or with file and line when it cannot be loaded.
   */
  get(name?: string): Promise<Pipeline>;
  /** Names them, in the order of their names; `__default__` is what runs when no name is given. */
  list(): Promise<string[]>;
}

/** Deno's convention, which our kernel follows; display depends on this folder, so it is not imported from there. */
const displaySymbol = Symbol.for("Jupyter.display");

class PipelinesInFiles implements ProjectPipelines {
  get(name?: string): Promise<Pipeline> {
    return loadPipeline(findProjectRoot().root, name);
  }

  async list(): Promise<string[]> {
    return [...(await loadPipelines(findProjectRoot().root)).keys()];
  }

  /** What a cell shows that ends with `pipelines`: each with its nodes. */
  async [displaySymbol](): Promise<Readonly<Record<string, unknown>>> {
    const found = [...(await loadPipelines(findProjectRoot().root))].filter(([, { nodes }]) => nodes.length > 0);
    const width = Math.max(0, ...found.map(([name]) => name.length));
    const lines = found.map(
      ([name, { nodes }]) => `${name.padEnd(width)}  ${nodes.map((each) => each.name).join(", ")}`,
    );
    return {
      "text/plain": lines.join("\n") || "There are none yet: a pipeline is a file pipelines/<name>/pipeline.ts.",
    };
  }

  [inspect.custom](): string {
    return "ProjectPipelines { await pipelines.list() names them, await pipelines.get(name) gives one }";
  }
}

/**
 * The pipelines of the project's files: those that `pipeline_registry.ts` registers, else one for each
 * `pipelines/<name>/pipeline.ts`. Loading code takes time, so that both calls are awaited; a file that was changed since
 * is read again.
 *
 * @example
 * ```ts
 * import { pipelines } from "trackside";
 *
 * const names = await pipelines.list();
 * const everything = await pipelines.get();
 * console.log(names, everything.inputs);
 * ```
 */
export const pipelines: ProjectPipelines = new PipelinesInFiles();
