import { useState } from "react";

import { messageOf } from "./messageof";

/** An edit of one text as a view shows it. */
export interface Edit {
  /** The text as it is typed; `null` while nobody edits. */
  readonly draft: string | null;
  /** What kept the last saving from succeeding. */
  readonly failure: string | null;
  readonly saving: boolean;
  readonly start: () => void;
  readonly change: (draft: string) => void;
  readonly cancel: () => void;
  readonly save: () => void;
}

/** Holds an edit: from the present text to one that is saved, or stays open with the reason why it is not. */
export function useEdit(present: string, save: (text: string) => Promise<void>): Edit {
  const [draft, setDraft] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const close = (): void => {
    setDraft(null);
    setFailure(null);
    setSaving(false);
  };
  return {
    ...{ draft, failure, saving },
    start: () => {
      // asked for once more, what is typed already stays
      setDraft(draft ?? present);
      setFailure(null);
    },
    change: setDraft,
    cancel: close,
    save: () => {
      if (draft === null || saving) {
        return;
      }
      if (draft === present) {
        close();
        return;
      }
      setSaving(true);
      save(draft).then(close, (error: unknown) => {
        setSaving(false);
        setFailure(messageOf(error));
      });
    },
  };
}
