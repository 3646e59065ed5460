import type { Catalog } from "../catalog";
import { datasetOf, isParameterName, type Pipeline } from "../pipeline";

/**
 * Picks the nodes that it takes to make what is not there: datasets of files that are missing, and results that live in
 * memory alone; and of what these need from memory, the nodes that make it.
 *
 * @see kedro/runner/runner.py, `run_only_missing`
 */
export async function onlyMissingOutputs(pipeline: Pipeline, catalog: Catalog): Promise<Pipeline> {
  const names = pipeline.datasets.filter((name) => !isParameterName(name));
  const isFile = (name: string) => catalog.isDeclared(name) && catalog.describe(name).path !== undefined;
  const declared = new Set(names.filter(isFile));
  const inMemory = names.filter((name) => !declared.has(name));
  const results = new Set(pipeline.outputs);
  const missing = inMemory.filter((name) => results.has(name));
  for (const name of names.filter((each) => declared.has(each))) {
    if (!(await catalog.exists(name))) {
      missing.push(name);
    }
  }
  const rerun = pipeline.onlyNodesWithOutputs(...missing).union(pipeline.fromInputs(...missing));
  const neededInMemory = rerun.inputs.filter((name) => inMemory.includes(name));
  const makers = new Set(pipeline.nodes.flatMap((each) => each.outputs.map(datasetOf)));
  const remade = neededInMemory.filter((name) => makers.has(datasetOf(name)));
  return rerun.union(pipeline.onlyNodesWithOutputs(...inMemory).intersection(pipeline.toOutputs(...remade)));
}
