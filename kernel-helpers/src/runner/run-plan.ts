import { TracksideError } from "../errors";
import type { Plan, PlannedNode } from "./plan";
import { Scheduler } from "./scheduler";

/** How a plan is carried out. */
export interface PlanOptions {
  /** How many nodes may be at work at once. */
  readonly workers: number;
  /** Let all that does not depend on a failed node go on. */
  readonly keepGoing: boolean;
  readonly signal: AbortSignal;
  /** Runs a node; throws when it failed for good. */
  readonly execute: (node: PlannedNode) => Promise<void>;
}

/**
 * Runs the nodes of a plan, each as soon as what it needs is done.
 *
 * @throws TracksideError the node's when one failed; with `keepGoing` one that names all that failed and was skipped.
 */
export async function runPlan(plan: Plan, options: PlanOptions): Promise<void> {
  const scheduler = new Scheduler(plan);
  const errors: unknown[] = [];
  const atWork = new Set<Promise<void>>();

  const start = async (node: PlannedNode): Promise<void> => {
    try {
      await options.execute(node);
      scheduler.succeeded(node.name);
    } catch (error) {
      errors.push(error);
      scheduler.failed(node.name);
    }
  };

  for (;;) {
    const mayStart = !options.signal.aborted && (errors.length === 0 || options.keepGoing);
    const next = mayStart && atWork.size < options.workers ? scheduler.take() : undefined;
    if (next && options.workers === 1) {
      await start(next);
    } else if (next) {
      const work: Promise<void> = start(next).finally(() => atWork.delete(work));
      atWork.add(work);
    } else if (atWork.size > 0) {
      await Promise.race(atWork);
    } else {
      break;
    }
  }
  if (errors.length > 0) {
    throw outcomeOf(errors, scheduler.skipped, options.keepGoing);
  }
  if (options.signal.aborted) {
    throw new TracksideError("the run was interrupted", { code: "pipeline.interrupted" });
  }
}

function outcomeOf(errors: readonly unknown[], skipped: ReadonlySet<string>, keepGoing: boolean): unknown {
  const [first] = errors;
  if (!keepGoing || (errors.length === 1 && skipped.size === 0)) {
    return first;
  }
  const failed = errors.map((error) => (error instanceof Error ? error.message.split("\n")[0] : String(error)));
  const left = skipped.size === 0 ? "" : `; skipped for it: ${[...skipped].join(", ")}`;
  return new TracksideError(
    `${errors.length} ${errors.length === 1 ? "node" : "nodes"} failed: ${failed.join("; ")}${left}`,
    {
      code: "pipeline.nodes-failed",
      hint: "What the other nodes made is kept.",
      cause: errors.length === 1 ? first : new AggregateError(errors),
    },
  );
}
