import { InvalidArgumentError, type Command } from "commander";
import { readConfigValue } from "../config";
import type { Selection } from "../pipeline";
import type { RunOptions } from "../runner";
import { splitParams } from "./param-words";
import { addProjectOptions, type ProjectOptions } from "./project-folder";

/** Which nodes of a pipeline a command is about, as commander gives it. */
export interface SelectionOptions {
  readonly nodes?: readonly string[];
  readonly fromNodes?: readonly string[];
  readonly toNodes?: readonly string[];
  readonly fromInputs?: readonly string[];
  readonly toOutputs?: readonly string[];
  readonly tags?: readonly string[];
  readonly namespaces?: readonly string[];
}

/** Options of `trackside run`, as commander gives them. */
export interface RunCommandOptions extends ProjectOptions, SelectionOptions {
  readonly pipeline?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly loadVersions?: Readonly<Record<string, string>>;
  readonly runner: "sequential" | "concurrent" | "parallel";
  readonly workers?: number;
  readonly keepGoing?: true;
  readonly onlyMissingOutputs?: true;
  readonly resume?: string;
  readonly runName?: string;
  readonly wait: number;
}

/** Adds the options by which Kedro selects nodes. */
export function addSelectionOptions(command: Command): Command {
  return command
    .option("-n, --nodes <names>", "only these nodes, by their full names", list)
    .option("--from-nodes <names>", "only these nodes and all that depend on them", list)
    .option("--to-nodes <names>", "only these nodes and all that they need", list)
    .option("--from-inputs <datasets>", "only what depends on these datasets", list)
    .option("--to-outputs <datasets>", "only what it takes to make these datasets", list)
    .option("-t, --tags <tags>", "only nodes with one of these tags", list)
    .option("--namespaces <names>", "only nodes in these namespaces", list);
}

/** Adds the options of Kedro's `run`, and ours, to a command. */
export function addRunOptions(command: Command): Command {
  const selecting = addSelectionOptions(
    command.option("-p, --pipeline <name>", "a pipeline of the project (default: all)"),
  );
  return addProjectOptions(addWays(selecting));
}

/** How to run what is selected. */
function addWays(command: Command): Command {
  return command
    .option("--only-missing-outputs", "leave out nodes whose outputs are there already")
    .option("--resume <run id>", "leave out what a recorded run completed and what has not changed since")
    .option("--params <key=value,...>", "parameters with other values; may be given several times", params)
    .option("--load-versions <name:version,...>", "versions to load of versioned datasets", versions)
    .option("-r, --runner <name>", "sequential, concurrent or parallel", runner, "sequential")
    .option("--workers <count>", "how many nodes run side by side (default: the processors)", count)
    .option("--keep-going", "let all that does not depend on a failed node go on")
    .option("--run-name <name>", "what the run is called in MLflow")
    .option("--wait <seconds>", "wait so long for MLflow to have the run; 0 leaves it to the background", seconds, 60);
}

/** What to select. */
export function toSelection({
  nodes,
  fromNodes,
  toNodes,
  fromInputs,
  toOutputs,
  tags,
  namespaces,
}: SelectionOptions): Selection {
  return { nodes, fromNodes, toNodes, fromInputs, toOutputs, tags, namespaces };
}

/** What `run` is to be given. */
export function toRunOptions(options: RunCommandOptions): RunOptions {
  const { params: overrides, loadVersions, runner: name, workers, keepGoing, onlyMissingOutputs } = options;
  return {
    ...toSelection(options),
    ...{ params: overrides, loadVersions, runner: name, workers, keepGoing, onlyMissingOutputs, release: true },
  };
}

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((each) => each.trim())].filter(Boolean);
}

/** `a.b=1,c=[1, 2]`, each value as a configuration file would have it. */
function params(text: string, before: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const entries = splitParams(text).map((part) => {
    if (typeof part === "string") {
      throw new InvalidArgumentError(`"${part}" is not key=value, such as --params train.depth=8,seed=1.`);
    }
    return [part.key, readConfigValue(part.value)] as const;
  });
  return { ...before, ...Object.fromEntries(entries) };
}

/** `ships:2026-11-24T11.05.33.123Z`, as Kedro writes it. */
function versions(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const entries = list(text).map((part) => {
    const [, name, version] = /^([^:]+):(.+)$/.exec(part) ?? [];
    if (name === undefined || version === undefined) {
      throw new InvalidArgumentError(`"${part}" is not name:version, such as ships:2026-11-24T11.05.33.123Z.`);
    }
    return [name, version] as const;
  });
  return { ...before, ...Object.fromEntries(entries) };
}

/** Kedro's names of runners stand for what does the same here. */
const kedroRunners: Readonly<Record<string, RunCommandOptions["runner"]>> = {
  SequentialRunner: "sequential",
  ThreadRunner: "concurrent",
  ParallelRunner: "parallel",
};

function runner(text: string): RunCommandOptions["runner"] {
  const name = kedroRunners[text] ?? text;
  if (name !== "sequential" && name !== "concurrent" && name !== "parallel") {
    throw new InvalidArgumentError("There is sequential, concurrent and parallel.");
  }
  return name;
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) {
    throw new InvalidArgumentError("Give a whole number, 1 or more.");
  }
  return number;
}

function seconds(text: string): number {
  const number = Number(text);
  if (!(number >= 0) || text.trim() === "") {
    throw new InvalidArgumentError("Give a number of seconds, 0 or more.");
  }
  return number;
}
