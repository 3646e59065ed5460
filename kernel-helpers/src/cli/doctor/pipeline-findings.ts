import { TracksideError } from "../../errors";
import { datasetOf, isParameterName, type PipelineNode } from "../../pipeline";
import { defaultPipelineName, loadPipelines } from "../../project";
import { ProjectDatasets } from "../project-datasets";
import { problem, type Finding } from "./finding";

/** What is to be said of a project's pipelines, and of what their nodes need. */
export async function pipelineFindings(root: string): Promise<Finding[]> {
  try {
    const pipelines = await loadPipelines(root);
    const names = [...pipelines.keys()].filter((name) => name !== defaultPipelineName);
    const found: Finding = { state: "ok", what: "pipelines", seen: names.join(", ") || "none yet" };
    return [
      found,
      ...(await inputFindings(
        root,
        [...pipelines.values()].flatMap(({ nodes }) => nodes),
      )),
    ];
  } catch (error) {
    return [problem("pipelines", error)];
  }
}

/** Inputs that no node makes, and that are nowhere. */
async function inputFindings(root: string, nodes: readonly PipelineNode[]): Promise<Finding[]> {
  const project = await ProjectDatasets.open(root);
  const made = new Set(nodes.flatMap(({ outputs }) => outputs.map(datasetOf)));
  const needed = new Set(nodes.flatMap(({ inputs }) => inputs.filter((name) => !made.has(datasetOf(name)))));
  const found = await Promise.all([...needed].map((name) => inputFinding(project, name)));
  return found.flatMap((each) => each ?? []);
}

async function inputFinding(project: ProjectDatasets, name: string): Promise<Finding | undefined> {
  const uses = isParameterName(name) ? project.parameter(name) : project.dataset(name);
  const what = `input of ${uses.takenBy.join(", ")}`;
  if (isParameterName(name)) {
    const { problem: missing } = uses;
    return missing ? { state: "problem", what, seen: missing.message, ...fixOf(missing.hint) } : undefined;
  }
  if (uses.problem) {
    const seen = `"${name}" cannot be loaded, see above`;
    return { state: "problem", what, seen, fix: "Leave the node to Python, or change the entry." };
  }
  return missingData(project, name, what);
}

/** Why there is nothing to load: what a run would say before its first node. */
async function missingData({ catalog }: ProjectDatasets, name: string, what: string): Promise<Finding | undefined> {
  try {
    if (!(await catalog.exists(name))) {
      await catalog.load(name);
    }
    return undefined;
  } catch (error) {
    if (TracksideError.is(error)) {
      return problem(what, error);
    }
    throw error;
  }
}

function fixOf(fix: string | null): { readonly fix?: string } {
  return fix === null ? {} : { fix };
}
