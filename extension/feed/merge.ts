import { JSONExt, type ReadonlyPartialJSONValue } from "@lumino/coreutils";
import type { NodeView, RunChange, RunView } from "trackside/lib/messages";

/**
 * Applies a change to a view. What did not change keeps its identity, so that a view of it need not be drawn again.
 */
export function applyChange(run: RunView, change: RunChange): RunView {
  const next: RunView = {
    ...run,
    ...change,
    params: { ...run.params, ...change.params },
    metrics: { ...run.metrics, ...change.metrics },
    tags: { ...run.tags, ...change.tags },
  };
  return keepIdentities(run, next);
}

/** Gives every part of `next` that equals its part in `previous` the identity of the latter. */
export function keepIdentities(previous: RunView | null, next: RunView): RunView {
  if (previous === null) {
    return next;
  }
  return {
    ...next,
    params: keepRecord(previous.params, next.params),
    metrics: keepRecord(previous.metrics, next.metrics),
    tags: keepRecord(previous.tags, next.tags),
    nodes: keepNodes(previous.nodes, next.nodes),
    artifacts: keep(previous.artifacts, next.artifacts),
    attempts: keep(previous.attempts, next.attempts),
    delivery: keep(previous.delivery, next.delivery),
  };
}

function keep<T>(previous: T, next: T): T {
  return previous === next || JSONExt.deepEqual(asJson(previous), asJson(next)) ? previous : next;
}

function keepRecord<T>(
  previous: Readonly<Record<string, T>>,
  next: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const names = Object.keys(next);
  let same = names.length === Object.keys(previous).length;
  const kept: Record<string, T> = {};
  for (const name of names) {
    const before = previous[name];
    const after = next[name] as T;
    const value = before === undefined ? after : keep(before, after);
    same &&= value === before;
    define(kept, name, value);
  }
  return same ? previous : kept;
}

function keepNodes(previous: readonly NodeView[], next: readonly NodeView[]): readonly NodeView[] {
  const before = new Map(previous.map((node) => [node.name, node]));
  const kept = next.map((node) => {
    const same = before.get(node.name);
    return same === undefined ? node : keep(same, node);
  });
  return kept.length === previous.length && kept.every((node, index) => node === previous[index]) ? previous : kept;
}

/** A name comes from anyone: assigning `__proto__` would not add an entry. */
function define<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The views hold what JSON holds; their interfaces only lack the index signature that says so. */
function asJson(value: unknown): ReadonlyPartialJSONValue {
  return value as ReadonlyPartialJSONValue;
}
