import { registerHooks, type PipelineHooks } from "../../kernel-helpers/src/runner";

type HookName = Exclude<keyof PipelineHooks, "order">;
type HookArguments<Name extends HookName> = Parameters<Extract<PipelineHooks[Name], (...given: never[]) => unknown>>;

/** What hooks were called with, in order. */
export interface HookCalls {
  readonly calls: readonly (readonly [HookName, ...unknown[]])[];
  /** Arguments of the calls of one hook. */
  of<Name extends HookName>(name: Name): HookArguments<Name>[];
  stop(): void;
}

/** Registers hooks that write down every call. */
export function recordHooks(): HookCalls {
  const calls: [HookName, ...unknown[]][] = [];
  const stop = registerHooks({
    beforePipelineRun: (run) => void calls.push(["beforePipelineRun", run]),
    beforeNodeRun: (run) => void calls.push(["beforeNodeRun", run]),
    afterNodeRun: (run) => void calls.push(["afterNodeRun", run]),
    onNodeError: (run) => void calls.push(["onNodeError", run]),
    afterPipelineRun: (run) => void calls.push(["afterPipelineRun", run]),
    onPipelineError: (run) => void calls.push(["onPipelineError", run]),
    onParameterRead: (key, value) => void calls.push(["onParameterRead", key, value]),
  });
  return {
    calls,
    of: <Name extends HookName>(name: Name) =>
      calls.filter(([each]) => each === name).map(([, ...rest]) => rest) as HookArguments<Name>[],
    stop,
  };
}
