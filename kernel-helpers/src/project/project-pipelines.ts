import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { suggestName, TracksideError } from "../errors";
import { definitionOf, isNode, isPipeline, pipeline, type Pipeline, type PipelineNode } from "../pipeline";
import { ProjectModules } from "./project-modules";

/** Where a node of a project's files comes from. */
export interface NodeOrigin {
  readonly root: string;
  /** Name of a pipeline that has it. */
  readonly pipeline: string;
  /** The module that exports its function; that of the pipeline where none does. */
  readonly file: string;
  /** The name under which it exports the function, if it does. */
  readonly exportName: string | undefined;
  /** That module and those of the project that it imports. */
  readonly modules: readonly string[];
}

/** The pipelines of a project, by name; `__default__` is what runs when no name is given. */
export type Pipelines = ReadonlyMap<string, Pipeline>;

export const defaultPipelineName = "__default__";

/** A project's code as this process has it. */
class ProjectCode {
  private readonly modules: ProjectModules;
  private loaded:
    { readonly files: string; readonly pipelines: Pipelines; readonly sources: Map<string, string> } | undefined;

  constructor(private readonly root: string) {
    this.modules = new ProjectModules(root);
  }

  async load(): Promise<Pipelines> {
    const files = pipelineFiles(this.root);
    const key = files.join("\n");
    if (this.loaded?.files === key && !this.modules.hasChanged) {
      return this.loaded.pipelines;
    }
    this.modules.forget();
    this.loaded = undefined;
    const registry = registryFile(this.root);
    const sources = new Map<string, string>();
    const pipelines =
      registry === undefined ? await this.readAll(files, sources) : await this.readRegistry(registry, sources);
    this.loaded = { files: key, pipelines, sources };
    this.noteOrigins(pipelines, sources);
    return pipelines;
  }

  private async readAll(files: readonly string[], sources: Map<string, string>): Promise<Pipelines> {
    const pipelines = new Map<string, Pipeline>();
    for (const file of files) {
      const name = basename(dirname(file));
      pipelines.set(name, await this.readPipeline(file));
      sources.set(name, file);
    }
    return withDefault(pipelines);
  }

  private async readPipeline(file: string): Promise<Pipeline> {
    const shown = relative(this.root, file);
    const { createPipeline, pipeline: exported } = this.modules.load(file);
    const made: unknown = typeof createPipeline === "function" ? await (createPipeline as () => unknown)() : exported;
    if (!isNode(made) && !isPipeline(made)) {
      throw new TracksideError(`${shown} gives no pipeline`, {
        code: "project.no-pipeline",
        hint: "Write: export const createPipeline = () => pipeline([node(...), ...]);",
      });
    }
    return isNode(made) ? pipeline([made]) : made;
  }

  private async readRegistry(file: string, sources: Map<string, string>): Promise<Pipelines> {
    const shown = relative(this.root, file);
    const { registerPipelines } = this.modules.load(file);
    const made: unknown =
      typeof registerPipelines === "function" ? await (registerPipelines as () => unknown)() : undefined;
    const entries: [string, unknown][] = typeof made === "object" && made !== null ? Object.entries(made) : [];
    const wrong = entries.find(([, each]) => !isPipeline(each));
    if (entries.length === 0 || wrong) {
      throw new TracksideError(`${shown} ${wrong ? `gives no pipeline for "${wrong[0]}"` : "registers no pipelines"}`, {
        code: "project.no-pipeline",
        hint: "Write: export const registerPipelines = () => ({ train: pipeline([...]) });",
      });
    }
    entries.forEach(([name]) => sources.set(name, file));
    return withDefault(new Map(entries as [string, Pipeline][]));
  }

  private noteOrigins(pipelines: Pipelines, sources: ReadonlyMap<string, string>): void {
    for (const [name, each] of pipelines) {
      for (const node of each.nodes) {
        if (!origins().has(node)) {
          const exported = this.modules.exportOf(definitionOf(node).func);
          const file = exported?.file ?? sources.get(name) ?? registryFile(this.root) ?? "";
          const modules = this.modules.reachableFrom(file);
          origins().set(node, { root: this.root, pipeline: name, file, exportName: exported?.name, modules });
        }
      }
    }
  }
}

function withDefault(pipelines: Map<string, Pipeline>): Pipelines {
  if (!pipelines.has(defaultPipelineName)) {
    pipelines.set(defaultPipelineName, pipeline([]).union(...pipelines.values()));
  }
  return pipelines;
}

const folders = ["", "src"];

function registryFile(root: string): string | undefined {
  const names = ["pipeline_registry.ts", "pipelineRegistry.ts", "pipeline_registry.js", "pipelineRegistry.js"];
  return folders.flatMap((folder) => names.map((name) => join(root, folder, name))).find((file) => existsSync(file));
}

/** `pipelines/<name>/pipeline.ts`, in the order of their names. */
function pipelineFiles(root: string): string[] {
  return folders
    .map((folder) => join(root, folder, "pipelines"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .sort()
        .map((name) => join(folder, name)),
    )
    .flatMap(
      (folder) =>
        ["pipeline.ts", "pipeline.js"].map((name) => join(folder, name)).find((file) => existsSync(file)) ?? [],
    );
}

const originsSymbol = Symbol.for("trackside.node-origins");

/** One list for all copies of this package in a process. */
function origins(): WeakMap<PipelineNode, NodeOrigin> {
  const host = globalThis as { [originsSymbol]?: WeakMap<PipelineNode, NodeOrigin> };
  return (host[originsSymbol] ??= new WeakMap());
}

/** Where a node comes from; undefined for one that a cell or a script made. */
export function originOf(node: PipelineNode): NodeOrigin | undefined {
  return origins().get(node);
}

const projects = new Map<string, ProjectCode>();

/**
 * Loads the pipelines of a project: those that `pipeline_registry.ts` registers, else one for each
 * `pipelines/<name>/pipeline.ts`. The same objects as before while no module has changed.
 *
 * @param root - the project's root; the registry and `pipelines/` may also lie in its `src/`.
 * @throws TracksideError with file and line when a module cannot be loaded, or gives no pipeline.
 * @see kedro/framework/project, `find_pipelines` and `register_pipelines`
 */
export async function loadPipelines(root: string): Promise<Pipelines> {
  let project = projects.get(root);
  if (!project) {
    project = new ProjectCode(root);
    projects.set(root, project);
  }
  return project.load();
}

/**
 * Finds a pipeline of a project by its name.
 *
 * @throws TracksideError with the nearest name when there is none.
 */
export async function loadPipeline(root: string, name: string = defaultPipelineName): Promise<Pipeline> {
  const pipelines = await loadPipelines(root);
  const found = pipelines.get(name);
  if (!found) {
    throw new TracksideError(`the project has no pipeline "${name}"`, {
      code: "project.unknown-pipeline",
      hint: `${suggestName(name, pipelines.keys())} A pipeline is a file pipelines/<name>/pipeline.ts.`,
    });
  }
  return found;
}
