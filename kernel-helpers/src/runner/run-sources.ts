import type { Catalog } from "../catalog";
import type { ConfigMap } from "../config";
import { nearestMatch, problemOf, suggestName, TracksideError } from "../errors";
import { datasetOf, isParameterName, type PipelineNode } from "../pipeline";
import { findParameter, readParameter } from "./params";

/** Where a run's inputs come from. */
export interface RunSources {
  readonly catalog: Catalog;
  /** The project's parameters with the run's own values. */
  readonly parameters: ConfigMap;
  /** Data given for this run only, by dataset name. */
  readonly given: ReadonlyMap<string, unknown>;
  /** What nodes of the run make, among it parameters: those then come from the node, not from the project's files. */
  readonly made: ReadonlySet<string>;
}

/** Loads one input: a parameter, data given to the run, or a dataset. */
export async function loadInput(sources: RunSources, name: string): Promise<unknown> {
  if (isProjectParameter(sources, name)) {
    return parameterInput(sources, name);
  }
  return sources.given.has(name) ? sources.given.get(name) : sources.catalog.load(name);
}

/** Whether an input is a parameter of the project, which needs no loading: no node makes it. */
export function isProjectParameter({ made }: RunSources, name: string): boolean {
  return isParameterName(name) && !made.has(name);
}

/** A parameter of the project as a node is given it. */
export function parameterInput(sources: RunSources, name: string): unknown {
  return name === "parameters" ? sources.parameters : readParameter(sources.parameters, name.slice("params:".length));
}

/** A parameter as the run has it, to look at only; undefined for an input that is none, or that a node makes. */
export function parameterOf(sources: RunSources, name: string): unknown {
  if (!isProjectParameter(sources, name)) {
    return undefined;
  }
  return name === "parameters" ? sources.parameters : findParameter(sources.parameters, name.slice("params:".length));
}

/** Those of some inputs that are parameters, by the names that they have in the project's files. */
export function byParameterName(inputs: Iterable<readonly [name: string, value: unknown]>): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const [name, value] of inputs) {
    if (name === "parameters") {
      Object.assign(params, value);
    } else if (isParameterName(name)) {
      params[name.slice("params:".length)] = value;
    }
  }
  return params;
}

/**
 * Makes sure, before anything runs, that every input is somewhere.
 *
 * @throws TracksideError naming the node and input that is nowhere, or a given input that no node takes.
 */
export async function checkSources(nodes: readonly PipelineNode[], sources: RunSources): Promise<void> {
  const makers = new Map(nodes.flatMap((each) => each.outputs.map((output) => [datasetOf(output), each] as const)));
  checkGiven(nodes, makers, sources.given);
  const checked = new Set<string>();
  for (const each of nodes) {
    for (const input of each.inputs) {
      if (!checked.has(input) && !makers.has(datasetOf(input)) && !sources.given.has(input)) {
        await checkInput(each, input, sources, makers);
      }
      checked.add(input);
    }
    each.outputs.forEach((output) => checkOutput(each, output, sources));
  }
}

/** A node must not do its work for a dataset that its entry makes impossible. */
function checkOutput(of: PipelineNode, output: string, { catalog }: RunSources): void {
  const problem = catalog.isDeclared(output) ? catalog.describe(output).problem : undefined;
  if (problem) {
    throw namedError(`node "${of.name}", output "${output}"`, problem);
  }
}

function checkGiven(
  nodes: readonly PipelineNode[],
  makers: ReadonlyMap<string, PipelineNode>,
  given: ReadonlyMap<string, unknown>,
): void {
  const taken = new Set(nodes.flatMap((each) => each.inputs));
  for (const name of given.keys()) {
    const maker = makers.get(datasetOf(name));
    if (maker) {
      throw new TracksideError(`input "${name}" is given, but node "${maker.name}" of this run makes it`, {
        code: "pipeline.input-made",
        hint: `Leave node "${maker.name}" out of the run, or do not give "${name}".`,
      });
    }
    if (!taken.has(name) || isParameterName(name)) {
      throw new TracksideError(`input "${name}" is given, but no node to run takes it`, {
        code: "pipeline.unknown-input",
        hint: isParameterName(name)
          ? `Give parameters so: { params: { "${name.replace(/^params:/, "")}": ... } }.`
          : suggestName(
              name,
              [...taken].filter((each) => !isParameterName(each) && !makers.has(datasetOf(each))),
            ),
      });
    }
  }
}

async function checkInput(
  of: PipelineNode,
  input: string,
  sources: RunSources,
  makers: ReadonlyMap<string, PipelineNode>,
): Promise<void> {
  try {
    if (isParameterName(input)) {
      parameterOf(sources, input);
    } else if (!(await sources.catalog.exists(input))) {
      // Says why, with the file's name or the nearest dataset's.
      await sources.catalog.load(input);
    }
  } catch (error) {
    throw inputError(of.name, input, error, nearestMatch(input, makers.keys()));
  }
}

/** What went wrong with an input, with the node and input named before it. */
export function inputError(nodeName: string, input: string, cause: unknown, made?: string): TracksideError {
  const place = `node "${nodeName}", input "${input}"`;
  if (!TracksideError.is(cause)) {
    return new TracksideError(`${place}: ${String(cause)}`, { code: "pipeline.input", cause });
  }
  const hint = made === undefined ? cause.hint : `Did you mean "${made}", which another node of this run makes?`;
  return namedError(place, cause, hint);
}

function namedError(place: string, cause: TracksideError, hint = cause.hint): TracksideError {
  // The message says all that the error says: naming that one as the cause would say it twice.
  return new TracksideError(`${place}: ${problemOf(cause)}`, {
    code: cause.code,
    ...(hint === undefined ? {} : { hint }),
    cause: cause.cause,
  });
}
