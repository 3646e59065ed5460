/** Any function, whatever it takes. */
export type AnyFunction = (...inputs: never[]) => unknown;

const bindingsSymbol = Symbol.for("trackside.bindings");

const sourcesSymbol = Symbol.for("trackside.cell-sources");

type Host = {
  [bindingsSymbol]?: (() => Readonly<Record<string, unknown>>) | undefined;
  [sourcesSymbol]?: (() => readonly string[]) | undefined;
};

/**
 * Connects pipelines to a kernel: `read` gives the notebook's top-level bindings as they are now. Nodes then use a
 * function that a later cell defined again under the same name, without being made anew.
 */
export function setNotebookBindings(read: (() => Readonly<Record<string, unknown>>) | undefined): void {
  (globalThis as Host)[bindingsSymbol] = read;
}

/** The name by which the notebook knows a function, if it does. */
export function bindingName(func: AnyFunction): string | undefined {
  return func.name !== "" && readBinding(func.name) === func ? func.name : undefined;
}

/** The function that the name stands for now; `func` when it stands for none. */
export function currentFunction(func: AnyFunction, name: string | undefined): AnyFunction {
  const current = name === undefined ? undefined : readBinding(name);
  return typeof current === "function" ? (current as AnyFunction) : func;
}

/** What a top-level name of the notebook stands for now. */
export function readBinding(name: string): unknown {
  return notebookBindings()[name];
}

/** The notebook's top-level bindings as they are now; none outside of our kernel. */
export function notebookBindings(): Readonly<Record<string, unknown>> {
  return (globalThis as Host)[bindingsSymbol]?.() ?? {};
}

/** Connects what reads code to a kernel: `read` gives the sources of the cells that were run, the newest last. */
export function setCellSources(read: (() => readonly string[]) | undefined): void {
  (globalThis as Host)[sourcesSymbol] = read;
}

/** The sources of the cells that were run, the newest last; none outside of our kernel. */
export function cellSources(): readonly string[] {
  return (globalThis as Host)[sourcesSymbol]?.() ?? [];
}
