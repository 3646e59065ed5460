import type { PlannedNode } from "../journal";
import type { PipelineNode } from "../pipeline";
import type { PipelineRun } from "../runner";
import { currentSession } from "./current-session";
import type { RunRecorder } from "./run-recorder";

/** A call of `run` that is going on. */
interface OpenPlan {
  readonly pipeline: string | null;
  /** Nodes that have not started, in their order. */
  readonly left: Map<string, PlannedNode>;
  /** The run that has the plan. */
  recorder: RunRecorder;
}

const open = new Map<string, OpenPlan>();

/** Records what each call of `run` is about to do, and what it did not come to. */
export const planTracking = {
  /** @param nodes - those of the call that are recorded in its run. */
  begin({ runId, runParams }: PipelineRun, nodes: readonly PipelineNode[]): void {
    if (nodes.length === 0) {
      return;
    }
    const left = new Map(nodes.map((each) => [each.name, describe(each)]));
    const plan = { pipeline: runParams.pipelineName ?? null, left, recorder: currentSession().current };
    open.set(runId, plan);
    record(runId, plan);
  },

  /** Notes that a node has started. A param that it changed has opened another attempt, which takes what is left. */
  started({ runId, name }: { readonly runId: string; readonly name: string }): void {
    const plan = open.get(runId);
    if (plan?.left.delete(name)) {
      const { current } = currentSession();
      if (plan.recorder !== current) {
        recordEnd(runId, plan);
        plan.recorder = current;
        record(runId, plan);
      }
    }
  },

  end({ runId }: Pick<PipelineRun, "runId">): void {
    const plan = open.get(runId);
    open.delete(runId);
    if (plan) {
      recordEnd(runId, plan);
    }
  },
};

function record(id: string, { pipeline, left, recorder }: OpenPlan): void {
  recorder.event({ type: "plan", id, pipeline, nodes: [...left.values()], time: Date.now() });
}

function recordEnd(id: string, { left, recorder }: OpenPlan): void {
  if (!recorder.hasEnded) {
    recorder.event({ type: "plan-end", id, skipped: [...left.keys()], time: Date.now() });
  }
}

function describe({ name, inputs, outputs, namespace, tags }: PipelineNode): PlannedNode {
  return {
    ...{ name, inputs, outputs },
    ...(namespace !== undefined && { namespace }),
    ...(tags.length > 0 && { tags }),
  };
}
