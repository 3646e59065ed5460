import {
  node,
  pipeline,
  type Pipeline,
  type PipelineFilter,
  type PipelineNode,
} from "../../kernel-helpers/src/pipeline";
import type { CaseReader } from "./case";

/** What became of one recorded case, or of one query of it. */
export interface CaseResult {
  readonly name: string;
  /** Undefined when all is as Kedro has it. */
  readonly problem: string | undefined;
}

interface Description {
  readonly nodes: readonly string[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly datasets: readonly string[];
  readonly groups: readonly (readonly string[])[];
}

interface Expected {
  readonly result?: Description;
  readonly error?: { readonly type: string };
}

interface RecordedNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly tags: readonly string[];
  readonly namespace: string | null;
}

type Query = Expected &
  (
    | { readonly method: "filter"; readonly kwargs: Readonly<Record<string, readonly string[]>> }
    | { readonly method: string; readonly args: readonly (string | readonly string[])[] }
    | { readonly op: string; readonly left: readonly string[]; readonly right: readonly string[] }
    | {
        readonly wrap: {
          readonly namespace: string;
          readonly inputs: Readonly<Record<string, string>>;
          readonly tags: readonly string[];
        };
      }
  );

interface PipelineCase {
  readonly name: string;
  readonly nodes: readonly RecordedNode[];
  readonly pipeline: Description;
  readonly queries: readonly Query[];
}

interface ErrorCase extends Expected {
  readonly name: string;
  /** Inputs, outputs and name of each node. */
  readonly nodes: readonly (readonly [string | null, string | null, string])[];
}

/** Compares pipelines, selections, algebra and namespaces with what Kedro made of them: a result per case and query. */
export function pipelineCases(file: unknown): CaseResult[] {
  return (file as { readonly cases: readonly PipelineCase[] }).cases.flatMap((each) => {
    const nodes = new Map(each.nodes.map((recorded) => [recorded.name, makeNode(recorded)]));
    return [
      check(`${each.name}: pipeline`, { result: each.pipeline }, () => pipeline([...nodes.values()])),
      ...each.queries.map((query) => check(`${each.name}: ${describeQuery(query)}`, query, () => ask(query, nodes))),
    ];
  });
}

/** Compares which wirings are refused with which ones Kedro refuses: a result per case. */
export function pipelineErrorCases(file: unknown): CaseResult[] {
  return (file as { readonly cases: readonly ErrorCase[] }).cases.map((each) =>
    check(each.name, each, () =>
      pipeline(each.nodes.map(([inputs, outputs, name]) => node(() => undefined, inputs, outputs, { name }))),
    ),
  );
}

/** Cases of both kinds. */
export const pipelineReader: CaseReader = (recorded) => {
  const file = { cases: [recorded] };
  const results =
    "queries" in recorded ? pipelineCases(file) : "nodes" in recorded ? pipelineErrorCases(file) : undefined;
  return results?.map(({ name, problem }) => ({
    name,
    check: () => {
      expect(problem).toBeUndefined();
    },
  }));
};

function makeNode({ name, inputs, outputs, tags, namespace }: RecordedNode): PipelineNode {
  const anyArguments: (...values: unknown[]) => unknown = (...values) => values;
  return node(anyArguments, [...inputs], outputs, { name, tags, ...(namespace === null ? {} : { namespace }) });
}

function ask(query: Query, nodes: ReadonlyMap<string, PipelineNode>): Pipeline {
  const whole = pipeline([...nodes.values()]);
  if ("kwargs" in query) {
    const conditions = Object.entries(query.kwargs).map(([key, names]) => [toCamelCase(key), names]);
    return whole.filter(Object.fromEntries(conditions) as PipelineFilter);
  }
  if ("method" in query) {
    return select(whole, query.method, query.args);
  }
  if ("op" in query) {
    const [left, right] = [query.left, query.right].map((names) =>
      pipeline(names.flatMap((name) => nodes.get(name) ?? [])),
    );
    return combine(query.op, left as Pipeline, right as Pipeline);
  }
  return pipeline(whole, query.wrap);
}

function select(whole: Pipeline, method: string, args: readonly (string | readonly string[])[]): Pipeline {
  const ours = toCamelCase(method);
  const methods = whole as unknown as Readonly<Record<string, ((...names: typeof args) => Pipeline) | undefined>>;
  const made = methods[ours]?.(...args);
  if (!made) {
    throw new Error(`a pipeline has no method ${ours}`);
  }
  return made;
}

function combine(operator: string, left: Pipeline, right: Pipeline): Pipeline {
  switch (operator) {
    case "+":
    case "|":
      return left.union(right);
    case "-":
      return left.difference(right);
    case "&":
      return left.intersection(right);
    default:
      throw new Error(`no operator ${operator} is known`);
  }
}

/** Says how what was made differs from what was recorded. */
function check(name: string, expected: Expected, make: () => Pipeline): CaseResult {
  let made: Description;
  try {
    made = describe(make());
  } catch (error) {
    const refused = expected.error !== undefined && isOurs(error);
    return { name, problem: refused ? undefined : `threw ${String(error)}` };
  }
  const { result, error } = expected;
  if (result === undefined) {
    return { name, problem: `did not throw; Kedro throws ${error?.type ?? "an error"}` };
  }
  const differing = (Object.keys(result) as (keyof Description)[]).filter((key) => !isSame(key, made, result));
  const shown = differing.map((key) => `${key} are ${JSON.stringify(made[key])}, not ${JSON.stringify(result[key])}`);
  return { name, problem: shown.length === 0 ? undefined : shown.join("; ") };
}

/** An error that a person is meant to read, and not one of a programming mistake here. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && error.name === "TracksideError";
}

function describe({ nodes, inputs, outputs, datasets, groups }: Pipeline): Description {
  const names = (of: readonly PipelineNode[]) => of.map((each) => each.name);
  return { nodes: names(nodes), inputs, outputs, datasets, groups: groups.map(names) };
}

/** Layers compare in order, all else as sets. */
function isSame(key: keyof Description, made: Description, recorded: Description): boolean {
  const sorted = ({ [key]: value }: Description) =>
    key === "groups" ? (value as Description["groups"]).map((group) => [...group].sort()) : [...value].sort();
  return JSON.stringify(sorted(made)) === JSON.stringify(sorted(recorded));
}

function describeQuery(query: Query): string {
  if ("kwargs" in query) {
    return `filter ${JSON.stringify(query.kwargs)}`;
  }
  if ("method" in query) {
    return `${toCamelCase(query.method)} ${query.args.flat().join(", ")}`;
  }
  if ("op" in query) {
    return `${query.left.join(", ")} ${query.op} ${query.right.join(", ")}`;
  }
  return `in namespace ${query.wrap.namespace}`;
}

function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
