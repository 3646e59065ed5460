import { Signal, type ISignal } from "@lumino/signaling";
import { createContext, useContext, useEffect, useRef } from "react";

/** What of a run can be edited in its place. */
export type EditKind = "rename" | "note" | "tag";

/** Brings a wish to edit, which a command or menu has, to the view that edits: also to one that is only drawn by then. */
export class EditRequests {
  get asked(): ISignal<this, void> {
    return this._asked;
  }

  ask(kind: EditKind): void {
    this._pending = kind;
    this._asked.emit();
  }

  /** Whether this is asked for; whoever is told so does it. */
  take(kind: EditKind): boolean {
    const isAsked = this._pending === kind;
    if (isAsked) {
      this._pending = null;
    }
    return isAsked;
  }

  private _pending: EditKind | null = null;
  private readonly _asked = new Signal<this, void>(this);
}

/** What views can have done to the run that they show. */
export interface RunActions {
  readonly edits: EditRequests;
  /** Sets tags of the run; rejects with an error whose message is for a person. */
  readonly setTags: (tags: Readonly<Record<string, string>>) => Promise<void>;
  /** Compares the run with another attempt; `null` for the one before it. */
  readonly compareWith: (runId: string | null) => void;
  /** Opens the menu of what can be done with the run, at a place of the page. */
  readonly openMenu: (x: number, y: number) => void;
  /** Has the runs of the notebook's kernel followed; rejects with an error whose message is for a person. */
  readonly followKernel: () => Promise<void>;
  /** Lets the model follow again. */
  readonly resume: () => void;
}

const idle: RunActions = {
  edits: new EditRequests(),
  setTags: () => Promise.reject(new Error("There is no run to edit.")),
  compareWith: () => undefined,
  openMenu: () => undefined,
  followKernel: () => Promise.reject(new Error("There is no kernel to follow.")),
  resume: () => undefined,
};

const Context = createContext<RunActions>(idle);

/** Gives the views below it what can be done with the run. */
export const RunActionsProvider = Context.Provider;

/** Reads what can be done with the run; nothing where no provider is around the view. */
export function useRunActions(): RunActions {
  return useContext(Context);
}

/** Calls back when an edit is asked for, at once when that was before the view was drawn. */
export function useEditRequest(kind: EditKind, start: () => void): void {
  const { edits } = useRunActions();
  const latest = useRef(start);
  latest.current = start;
  useEffect(() => {
    const onAsked = (): void => {
      if (edits.take(kind)) {
        latest.current();
      }
    };
    onAsked();
    edits.asked.connect(onAsked);
    return () => {
      edits.asked.disconnect(onAsked);
    };
  }, [edits, kind]);
}
