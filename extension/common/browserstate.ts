import type { IStateDB } from "@jupyterlab/statedb";
import type { ReadonlyPartialJSONValue } from "@lumino/coreutils";

/** Where something is remembered over a reload of the page. */
export type SavedState = Pick<IStateDB, "fetch" | "save">;

/** Remembers in the browser, where the application forgets its state with the page, as Notebook does. */
export function browserState(storage: Pick<Storage, "getItem" | "setItem">): SavedState {
  return {
    fetch: (key) => Promise.resolve(parse(storage.getItem(key))),
    save: (key, value: unknown) => {
      try {
        storage.setItem(key, JSON.stringify(value));
      } catch (error) {
        // Full, or forbidden by the browser: the page itself goes on as it is.
        console.warn("Trackside could not remember how the run panel is arranged.", error);
      }
      return Promise.resolve();
    },
  };
}

function parse(text: string | null): ReadonlyPartialJSONValue | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as ReadonlyPartialJSONValue);
  } catch {
    return undefined; // not ours, or cut off: as if nothing was remembered
  }
}
