import { AsyncLocalStorage } from "node:async_hooks";
import type { RunRecorder } from "./run-recorder";

/** A call of `run`, as far as its nodes are runs of their own. */
export interface NestedRun {
  readonly level: "pipeline" | "namespace" | "node";
  /** The run that its namespaces and nodes are children of. */
  readonly run: RunRecorder;
  readonly namespaces: Map<string, RunRecorder>;
  /** Namespaces of nodes that failed. */
  readonly failed: Set<string>;
}

const scopeSymbol = Symbol.for("trackside.pipeline-scope");

/** What all copies of this package share: one of them may have the hooks, and another the catalog. */
interface Scope {
  readonly here: AsyncLocalStorage<NestedRun | "disabled">;
  /** The same in a worker thread, which runs one node at a time. */
  isDisabledInWorker: boolean;
}

const scope = ((globalThis as { [scopeSymbol]?: Scope })[scopeSymbol] ??= {
  here: new AsyncLocalStorage(),
  isDisabledInWorker: false,
});

/** The call of `run` that the code at hand belongs to; `disabled` where nothing of it is to be recorded. */
export const { here } = scope;

/** Tells whether the code at hand belongs to a pipeline of which `mlflow.yml` wants nothing recorded. */
export function isTrackingDisabled(): boolean {
  return scope.isDisabledInWorker || here.getStore() === "disabled";
}

export function disableTrackingInWorker(disabled: boolean): void {
  scope.isDisabledInWorker = disabled;
}
