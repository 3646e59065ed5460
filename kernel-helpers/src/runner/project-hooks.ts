import { configEnvironment, loadSettings, openConfig, type ProjectSettings as ConfigOnlySettings } from "../config";
import { lineageHooks } from "./lineage";
import { hooksInOrder, type PipelineHooks } from "./hooks";

/**
 * What a project sets in code: `settings.ts` in its root, which exports `settings`. Kedro has a `settings.py`.
 *
 * @example
 * ```ts
 * import type { ProjectSettings } from "trackside";
 *
 * export const settings: ProjectSettings = {
 *   config: {
 *     mergeStrategy: { parameters: "soft" },
 *     resolvers: { today: () => new Date().toISOString().slice(0, 10) },
 *   },
 *   hooks: [{ afterPipelineRun: ({ nodeNames }) => console.log(`${nodeNames.length} nodes are done`) }],
 * };
 * ```
 */
export interface ProjectSettings extends ConfigOnlySettings {
  /** Called for each run in the project, after those of this process and in this order, but for their `order`. */
  readonly hooks?: readonly PipelineHooks[];
}

const openedSymbol = Symbol.for("trackside.opened-projects");

/** Projects whose `afterContextCreated` was called in this process. */
function openedProjects(): Set<string> {
  const host = globalThis as { [openedSymbol]?: Set<string> };
  return (host[openedSymbol] ??= new Set());
}

/** The hooks of this process and project, which are told of the project when it is opened. */
export async function projectHooks(root: string): Promise<readonly PipelineHooks[]> {
  const hooks = hooksInOrder([lineageHooks, ...(loadSettings<ProjectSettings>(root).hooks ?? [])]);
  if (!openedProjects().has(root)) {
    openedProjects().add(root);
    const context = { projectPath: root, environment: configEnvironment(root), config: openConfig(root) };
    for (const each of hooks) {
      await each.afterContextCreated?.(context);
    }
  }
  return hooks;
}
