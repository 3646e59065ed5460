import { relative, sep } from "node:path";
import { selectNodes, type Pipeline, type PipelineNode, type Selection } from "../pipeline";
import { loadPipeline, loadPipelines, originOf } from "../project";
import { inColumns } from "./columns";

/** What `trackside pipeline list` prints. */
export async function listPipelines(root: string, asJson: boolean): Promise<string> {
  const described = [...(await loadPipelines(root))].map(([name, each]) => describePipeline(root, name, each));
  return asJson ? JSON.stringify({ pipelines: described }) : inColumns(described.map(summary)).join("\n");
}

/** What `trackside pipeline describe` prints. */
export async function describeSelected(
  root: string,
  name: string,
  selection: Selection,
  asJson: boolean,
): Promise<string> {
  const described = describePipeline(root, name, selectNodes(await loadPipeline(root, name), selection));
  return asJson ? JSON.stringify(described) : shown(described).join("\n");
}

interface PipelineDescription {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly NodeDescription[];
}

interface NodeDescription {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly namespace: string | null;
  readonly tags: readonly string[];
  /** Files that its code is in, relative to the project, with forward slashes. */
  readonly modules: readonly string[];
}

function describePipeline(root: string, name: string, { nodes, inputs, outputs }: Pipeline): PipelineDescription {
  return { name, inputs, outputs, nodes: nodes.map((node) => describeNode(root, node)) };
}

function describeNode(root: string, node: PipelineNode): NodeDescription {
  const { name, inputs, outputs, namespace, tags } = node;
  return {
    name,
    inputs,
    outputs,
    namespace: namespace ?? null,
    tags: [...tags],
    modules: (originOf(node)?.modules ?? []).map((file) => relative(root, file).split(sep).join("/")),
  };
}

/** A pipeline in one line. */
function summary({ name, nodes, inputs, outputs }: PipelineDescription): string[] {
  const count = `${nodes.length} ${nodes.length === 1 ? "node" : "nodes"}`;
  return [name, count, `${shownNames(inputs)} → ${shownNames(outputs)}`];
}

function shown(pipeline: PipelineDescription): string[] {
  const rows = pipeline.nodes.map((node) => [
    node.name,
    `${shownNames(node.inputs)} → ${shownNames(node.outputs)}`,
    node.tags.map((tag) => `#${tag}`).join(" "),
  ]);
  return [...inColumns([summary(pipeline)]), "", ...inColumns(rows)];
}

function shownNames(names: readonly string[]): string {
  return names.join(", ") || "nothing";
}
