import { openCatalog, type Catalog } from "../../catalog";
import { loadParameters, type ConfigMap } from "../../config";
import { TracksideError } from "../../errors";
import type { PipelineNode } from "../../pipeline";
import { loadPipelines, type Pipelines } from "../../project";
import type { PipelineHooks } from "../hooks";
import { projectHooks } from "../project-hooks";
import { nestOverrides } from "../runtime-params";
import type { WorkerSetup } from "./messages";
import type { NodeAddress } from "./project-nodes";

/** A project as a worker has it open, from its first node to its end. */
export class WorkerProject {
  private constructor(
    readonly catalog: Catalog,
    readonly parameters: ConfigMap,
    readonly hooks: readonly PipelineHooks[],
    private readonly pipelines: Pipelines,
  ) {}

  /**
   * Opens the project as the main thread has it.
   *
   * @throws TracksideError when its configuration or code cannot be loaded.
   */
  static async open({ root, params, loadVersions, added }: WorkerSetup): Promise<WorkerProject> {
    const pipelines = await loadPipelines(root);
    const hooks = await projectHooks(root);
    const config = { runtimeParams: nestOverrides(root, params) };
    const parameters = loadParameters(root, config).value;
    const catalog = openCatalog(root, { ...config, loadVersions });
    added.forEach(([name, entry]) => catalog.add(name, entry));
    return new WorkerProject(catalog, parameters, hooks, pipelines);
  }

  /** @throws TracksideError when the project's files have changed so that the node is gone. */
  find({ pipeline, node }: NodeAddress): PipelineNode {
    const found = this.pipelines.get(pipeline)?.nodes.find((each) => each.name === node);
    if (!found) {
      throw new TracksideError(`node "${node}": the pipeline "${pipeline}" of the project no longer has it`, {
        code: "pipeline.unknown-node",
        hint: "The project's files were changed during the run: load the pipeline and run it again.",
      });
    }
    return found;
  }
}
