import { relative, sep } from "node:path";
import { definitionOf, type PipelineNode } from "../pipeline";
import { originOf, type Pipelines } from "../project";
import { isIdentifier } from "./type-text";

/** What makes a dataset. */
export interface Maker {
  readonly node: string;
  /** The type of what it makes; undefined where its function is not exported. */
  readonly type: string | undefined;
}

/** The datasets that a project's nodes make, in the order of pipelines and nodes; of several makers the first counts. */
export function makersOf(root: string, pipelines: Pipelines): Map<string, Maker> {
  const makers = new Map<string, Maker>();
  for (const node of [...pipelines.values()].flatMap(({ nodes }) => nodes)) {
    for (const [name, part] of partsOf(node)) {
      if (!makers.has(name)) {
        const made = functionType(root, node);
        makers.set(name, { node: node.name, type: made && made + part });
      }
    }
  }
  return makers;
}

/** Each output, and how it is taken from what the function returns. */
function partsOf(node: PipelineNode): [name: string, part: string][] {
  const { outputs } = definitionOf(node);
  switch (outputs.form) {
    case "none":
      return [];
    case "one":
      return [[outputs.name, ""]];
    case "list":
      return outputs.names.map((name, index) => [name, `[${index}]`]);
    case "properties":
      return [...outputs.names].map(([property, name]) => [name, `[${JSON.stringify(property)}]`]);
  }
}

function functionType(root: string, node: PipelineNode): string | undefined {
  const origin = originOf(node);
  const { file, exportName } = origin ?? {};
  // A module of JavaScript has types only where a project asks for them.
  if (file === undefined || exportName === undefined || !isIdentifier(exportName) || !file.endsWith(".ts")) {
    return undefined;
  }
  const module = relative(root, file).split(sep).join("/").replace(/\.ts$/, "");
  return `MadeBy<typeof import(${JSON.stringify(`./${module}`)}).${exportName}>`;
}
