import type { Catalog, DatasetDescription } from "../catalog";
import { loadParameters, lookUpParameter, parameterKeys, type ConfigMap } from "../config";
import { problemOf, suggestName, TracksideError } from "../errors";
import { isParameterName, type PipelineNode } from "../pipeline";
import { loadPipeline, loadPipelines } from "../project";
import { hiddenParts } from "../tracking";
import { openWholeCatalog } from "./whole-catalog";

/** What is wrong with a dataset's entry. */
export interface DatasetProblem {
  /** `catalog.python-only` for one that Python reads, and Trackside does not. */
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

interface Uses {
  /** Nodes of the project's pipelines. */
  readonly madeBy: readonly string[];
  readonly takenBy: readonly string[];
}

/** A dataset of the catalog, or one that lives in memory between nodes. */
export interface ListedDataset extends Uses {
  readonly name: string;
  readonly type: string;
  readonly filepath: string | null;
  readonly path: string | null;
  readonly declared: boolean;
  /** The dataset factory that its entry comes from. */
  readonly pattern: string | null;
  readonly place: string | null;
  readonly problem: DatasetProblem | null;
}

/** A parameter that nodes take. */
export interface ListedParameter extends Uses {
  /** As nodes name it: `params:train.depth`. */
  readonly name: string;
  /** Null, too, where {@link ListedParameter.problem} says that there is none; what is a secret by its name is masked. */
  readonly value: unknown;
  readonly problem: DatasetProblem | null;
}

/** The datasets and parameters of a project: those of its catalog, and those that its pipelines take and make. */
export class ProjectDatasets {
  private constructor(
    readonly catalog: Catalog,
    private readonly parameters: ConfigMap,
    /** All nodes of the project, each once. */
    private readonly nodes: readonly PipelineNode[],
    /** Why the pipelines cannot be loaded: what only they take and make is then unknown. */
    readonly problem: DatasetProblem | null,
  ) {}

  static async open(root: string): Promise<ProjectDatasets> {
    const [catalog, parameters] = [openWholeCatalog(root), loadParameters(root).value];
    try {
      const pipelines = [...(await loadPipelines(root)).values()];
      const nodes = new Map(pipelines.flatMap((each) => each.nodes.map((node) => [node.name, node] as const)));
      return new ProjectDatasets(catalog, parameters, [...nodes.values()], null);
    } catch (error) {
      if (TracksideError.is(error)) {
        return new ProjectDatasets(catalog, parameters, [], toProblem(error));
      }
      throw error;
    }
  }

  /** Names of what a pipeline takes and makes. */
  static async namesOf(root: string, pipeline: string): Promise<readonly string[]> {
    return (await loadPipeline(root, pipeline)).datasets;
  }

  /** Names of the datasets, those of the catalog first. */
  datasetNames(): string[] {
    return [...new Set([...this.catalog.list(), ...this.used().filter((name) => !isParameterName(name))])];
  }

  /** Names of the parameters that nodes take, as they name them. */
  parameterNames(): string[] {
    return this.used().filter(isParameterName);
  }

  /** @throws TracksideError with the nearest name when neither the catalog nor a pipeline has it. */
  checkKnown(name: string): void {
    const isKnown = this.used().includes(name) || this.catalog.list().includes(name) || this.catalog.isDeclared(name);
    if (!isKnown) {
      throw new TracksideError(`neither the catalog nor a pipeline has a dataset "${name}"`, {
        code: "catalog.unknown",
        hint: suggestName(name, this.datasetNames()),
      });
    }
  }

  dataset(name: string): ListedDataset {
    const { filepath, path, pattern, place, problem, type, declared } = this.describe(name);
    return {
      ...{ name, type, filepath: filepath ?? null, path: path ?? null, declared },
      ...{ pattern: pattern ?? null, place: place ?? null },
      problem: problem ? toProblem(problem) : null,
      ...this.usesOf(name),
    };
  }

  parameter(name: string): ListedParameter {
    const uses = this.usesOf(name);
    if (name === "parameters") {
      return { name, value: hiddenParts(name, this.parameters), problem: null, ...uses };
    }
    const key = name.replace(/^params:/, "");
    const value = lookUpParameter(this.parameters, key);
    // What a node makes under a parameter's name is no business of the project's files.
    const isMissing = value === undefined && uses.madeBy.length === 0;
    const problem = isMissing ? toProblem(unknownParameter(key, this.parameters)) : null;
    return { name, value: hiddenParts(key, value ?? null), problem, ...uses };
  }

  private used(): string[] {
    return [...new Set(this.nodes.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]))];
  }

  private usesOf(name: string): Uses {
    return {
      madeBy: this.nodes.filter(({ outputs }) => outputs.includes(name)).map((node) => node.name),
      takenBy: this.nodes.filter(({ inputs }) => inputs.includes(name)).map((node) => node.name),
    };
  }

  private describe(name: string): DatasetDescription {
    return this.catalog.isDeclared(name) ? this.catalog.describe(name) : inMemory(name);
  }
}

function inMemory(name: string): DatasetDescription {
  const nowhere = { filepath: undefined, path: undefined, pattern: undefined, place: undefined, problem: undefined };
  return { name, type: "memory", declared: false, ...nowhere };
}

/** An error with its message and its hint apart. */
export function toProblem(error: TracksideError): DatasetProblem {
  return { code: error.code, message: problemOf(error), hint: error.hint ?? null };
}

function unknownParameter(key: string, parameters: ConfigMap): TracksideError {
  return new TracksideError(`there is no parameter "${key}"`, {
    code: "params.unknown",
    hint: suggestName(key, parameterKeys(parameters)),
  });
}
