import { JSONExt, type ReadonlyPartialJSONValue } from "@lumino/coreutils";
import type { RunChange, RunView } from "trackside/lib/messages";

/**
 * Applies a change to a view. What did not change keeps its identity, so that a view of it need not be drawn again; of a
 * run of thousands of nodes, only those that changed are looked into.
 */
export function applyChange(run: RunView, change: RunChange): RunView {
  const next: RunView = { ...run, ...change };
  return {
    ...next,
    params: mergeRecord(run.params, change.params),
    metrics: mergeRecord(run.metrics, change.metrics),
    tags: mergeRecord(run.tags, change.tags),
    nodes: mergeItems(run.nodes, change.nodes, ({ name }) => name),
    cells: mergeItems(run.cells, change.cells, ({ order }) => order),
    ...keepLists(run, next),
  };
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
    nodes: keepNamed(previous.nodes, next.nodes, ({ name }) => name),
    cells: keepNamed(previous.cells, next.cells, ({ order }) => order),
    ...keepLists(previous, next),
  };
}

/** The parts that are told as a whole. */
function keepLists(previous: RunView, next: RunView): Pick<RunView, "artifacts" | "inputs" | "attempts" | "delivery"> {
  return {
    artifacts: keepNamed(previous.artifacts, next.artifacts, ({ path }) => path),
    inputs: keep(previous.inputs, next.inputs),
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

/** Entries keep their places; those that are new follow. */
function mergeRecord<T>(
  record: Readonly<Record<string, T>>,
  changed: Readonly<Record<string, T>> | undefined,
): Readonly<Record<string, T>> {
  let merged: Record<string, T> | null = null;
  for (const [name, value] of Object.entries(changed ?? {})) {
    const before = Object.hasOwn(record, name) ? record[name] : undefined;
    if (before === undefined || keep(before, value) !== before) {
      merged ??= { ...record };
      define(merged, name, value);
    }
  }
  return merged ?? record;
}

/** Nodes and cells keep their places; those that are new follow. */
function mergeItems<Item>(
  items: readonly Item[],
  changed: readonly Item[] | undefined,
  nameOf: (item: Item) => string | number,
): readonly Item[] {
  const left = new Map(changed?.map((item) => [nameOf(item), item]));
  if (left.size === 0) {
    return items;
  }
  const merged = items.map((item) => {
    const after = left.get(nameOf(item));
    left.delete(nameOf(item));
    return after === undefined ? item : keep(item, after);
  });
  merged.push(...left.values());
  return merged.length === items.length && merged.every((item, index) => item === items[index]) ? items : merged;
}

function keepNamed<Item>(
  previous: readonly Item[],
  next: readonly Item[],
  nameOf: (item: Item) => string | number,
): readonly Item[] {
  if (previous === next) {
    return previous;
  }
  const before = new Map(previous.map((item) => [nameOf(item), item]));
  const kept = next.map((item) => {
    const same = before.get(nameOf(item));
    return same === undefined ? item : keep(same, item);
  });
  return kept.length === previous.length && kept.every((item, index) => item === previous[index]) ? previous : kept;
}

/** A name comes from anyone: assigning `__proto__` would not add an entry. */
function define<T>(record: Record<string, T>, name: string, value: T): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The views hold what JSON holds; their interfaces only lack the index signature that says so. */
function asJson(value: unknown): ReadonlyPartialJSONValue {
  return value as ReadonlyPartialJSONValue;
}
