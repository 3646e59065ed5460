import type { IStateDB } from "@jupyterlab/statedb";
import type { ReadonlyPartialJSONValue } from "@lumino/coreutils";

/** Where something is remembered over a reload of the page. */
export type SavedState = Pick<IStateDB, "fetch" | "save">;

/** What this browser remembers, for all pages of the same server. */
export interface BrowserMemory {
  /** What was remembered; `undefined` where that is nothing, nothing of ours, or kept from us. */
  readonly recall: (key: string) => ReadonlyPartialJSONValue | undefined;
  readonly remember: (key: string, value: ReadonlyPartialJSONValue) => void;
}

/**
 * Remembers in a storage of the browser, which may be full, forbidden or written to by others: the page goes on without it.
 *
 * @param storage - gives the storage; a browser that forbids it throws already here.
 */
export function browserMemory(storage: () => Pick<Storage, "getItem" | "setItem">): BrowserMemory {
  return {
    recall: (key) => {
      try {
        const text = storage().getItem(key);
        return text === null ? undefined : (JSON.parse(text) as ReadonlyPartialJSONValue);
      } catch {
        return undefined; // forbidden, not ours, or cut off: as if nothing was remembered
      }
    },
    remember: (key, value) => {
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch (error) {
        console.warn("Trackside could not remember in this browser how it is set up.", error);
      }
    },
  };
}

/** Keeps the panel's state in the browser, where the application forgets it with the page, as Notebook does. */
export function browserState({ recall, remember }: BrowserMemory): SavedState {
  return {
    fetch: (key) => Promise.resolve(recall(key)),
    save: (key, value) => {
      remember(key, value);
      return Promise.resolve();
    },
  };
}
