import { registerHooks, type PipelineHooks } from "../../kernel-helpers/src/pipeline";

type HookName = keyof PipelineHooks;
type HookArguments<Name extends HookName> = Parameters<NonNullable<PipelineHooks[Name]>>;

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
    onRunStart: (run) => calls.push(["onRunStart", run]),
    beforeNodeRun: (run) => calls.push(["beforeNodeRun", run]),
    afterNodeRun: (run) => calls.push(["afterNodeRun", run]),
    onNodeError: (run) => calls.push(["onNodeError", run]),
    onRunEnd: (run) => calls.push(["onRunEnd", run]),
    onParameterRead: (key, value) => calls.push(["onParameterRead", key, value]),
  });
  return {
    calls,
    of: <Name extends HookName>(name: Name) =>
      calls.filter(([each]) => each === name).map(([, ...rest]) => rest) as HookArguments<Name>[],
    stop,
  };
}
