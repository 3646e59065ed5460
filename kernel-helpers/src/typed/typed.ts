import { catalog } from "../catalog";
import { node, pipeline, type Pipeline, type PipelineNode } from "../pipeline";
import { params, run, type RunOptions, type RunResult } from "../runner";
import type {
  DatasetData,
  Nearest,
  NoSuchParameter,
  ParameterKey,
  ParameterValue,
  ProjectTypes,
} from "./project-types";
import type { TypedCatalog } from "./typed-catalog";
import type { Hint, TypedNode } from "./typed-node";

/** Trackside's functions as one project's names and types have them. */
export interface TypedProject<Project extends ProjectTypes> {
  readonly node: TypedNode<Project>;
  readonly pipeline: typeof pipeline;
  readonly catalog: TypedCatalog<Project>;
  readonly params: TypedParams<Project>;
  readonly run: TypedRun<Project>;
}

/** `params` that knows a project's parameters: reads one by its dotted key. */
export type TypedParams<Project extends ProjectTypes> = <Key extends Hint<ParameterKey<Project>>>(
  key: Key & (Key extends ParameterKey<Project> ? unknown : NoSuchParameter<Key, Nearest<ParameterKey<Project>, Key>>),
) => ParameterValue<Project, Key>;

/** `run` that knows a project's pipelines, parameters and datasets. */
export type TypedRun<Project extends ProjectTypes> = (
  what?: PipelineNode | Pipeline | PipelineName<Project>,
  options?: TypedRunOptions<Project>,
) => Promise<RunResult>;

type PipelineName<Project extends ProjectTypes> = Project extends { readonly pipelines: infer Name extends string }
  ? Name
  : string;

type RuntimeParam<Project extends ProjectTypes> = Project extends { readonly runtimeParams: infer Key extends string }
  ? Key
  : never;

/** What to run, and with what, in a project's own names. */
export interface TypedRunOptions<Project extends ProjectTypes> extends Omit<RunOptions, "params" | "inputs"> {
  /** Parameters with other values than in the project's files, by dotted key. For this run only. */
  readonly params?: {
    readonly [Key in ParameterKey<Project> | RuntimeParam<Project>]?: Key extends ParameterKey<Project>
      ? ParameterValue<Project, Key>
      : unknown;
  };
  /** Data for inputs, by dataset name, instead of what the catalog has. For this run only. */
  readonly inputs?: {
    readonly [Name in keyof Project["datasets"] | keyof Project["factories"]]?: DatasetData<Project, Name>;
  };
}

/**
 * Gives `node`, `pipeline`, `catalog`, `params` and `run` with a project's names and types: a wrong name, or a dataset that
 * is not what a function takes, is then an error of the compiler. They are the very same functions. `trackside typegen` writes
 * a module that calls it; call it yourself to add what only a notebook has.
 *
 * @typeParam Project - What the project has; `Project` of the generated module, alone or with more datasets.
 *
 * @example
 * ```ts
 * import { typed } from "trackside";
 *
 * const { node } = typed<{ datasets: { words: string[] }; parameters: { longest: number } }>();
 * const short = node((words, longest) => words.filter((word) => word.length <= longest), ["words", "params:longest"], "short", {
 *   name: "short",
 * });
 * console.log(short.inputs);
 * ```
 */
export function typed<Project extends ProjectTypes>(): TypedProject<Project> {
  return { node, pipeline, catalog, params, run } as TypedProject<Project>;
}
