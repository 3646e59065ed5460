import { wholeNumber } from "./whole-number";

const mostRuns = 200;
const runsAtFirst = 100;
const mostAlso = 20;
const longestWords = 2_000;
/** Ids of MLflow's are 32 hexadecimal digits, those of servers that speak like MLflow may be others. */
const idOfMlflow = /^[\w-]{1,64}$/;

/** What is asked of an experiment's runs. */
export interface RunsQuery {
  /** In MLflow's words; empty for all. */
  readonly filter: string;
  /** In MLflow's words; empty for the newest first. */
  readonly order: string;
  readonly max: number;
  /** MLflow's ids of runs that are to be there whatever the filter says. */
  readonly also: readonly string[];
}

/** A run of MLflow's on the server of a run that the kernel recorded. */
export interface ServerRun {
  readonly besideRunId: string;
  readonly mlflowRunId: string;
}

/** @throws {@link RangeError} that says which parameter is wrong. */
export function parseRunsQuery(parameters: URLSearchParams): RunsQuery {
  const also = parameters.getAll("also");
  if (also.length > mostAlso || !also.every((id) => idOfMlflow.test(id))) {
    throw new RangeError(`also must be given at most ${mostAlso} times, each time as an id of MLflow's`);
  }
  return {
    filter: words("filter", parameters),
    order: words("order", parameters),
    max: wholeNumber("max", parameters.get("max") ?? String(runsAtFirst), 1, mostRuns),
    also,
  };
}

/** Names a run that MLflow has, and the run by which its server is known, in one text. */
export function serverRunId({ besideRunId, mlflowRunId }: ServerRun): string {
  return `${mlflowRunId}@${besideRunId}`;
}

/** Reads what {@link serverRunId} wrote; `null` for the id of a run that the kernel recorded. */
export function parseServerRunId(id: string): ServerRun | null {
  const [mlflowRunId = "", besideRunId] = id.split("@");
  return besideRunId !== undefined && idOfMlflow.test(mlflowRunId) ? { mlflowRunId, besideRunId } : null;
}

function words(name: string, parameters: URLSearchParams): string {
  const text = (parameters.get(name) ?? "").trim();
  if (text.length > longestWords) {
    throw new RangeError(`${name} must have at most ${longestWords} characters, not ${text.length}`);
  }
  return text;
}
