import type { Widget } from "@lumino/widgets";
import type { ISignal } from "@lumino/signaling";

import { readableWidth, widen, type BrowserMemory } from "../common";
import type { NotebookFollower, Subject } from "../follow";

/** Whether the panel was shown when it was seen last in this browser. */
const shownKey = "trackside:panel-shown";

interface ReopeningOptions {
  readonly panel: Widget & { readonly visibilityChanged: ISignal<unknown, boolean> };
  readonly follower: Pick<NotebookFollower, "subject" | "subjectChanged">;
  readonly memory: BrowserMemory;
  /** Brings the panel to the front. */
  readonly showPanel: () => void;
}

/**
 * Shows the panel beside a tracked notebook where it was shown last, in place of a layout that is restored: in Notebook each
 * document is a page of its own, which starts without its side bars, and opens them at their narrowest.
 */
export function reopenWhereShown({ panel, follower, memory, showPanel }: ReopeningOptions): void {
  const open = (_: unknown, { kind }: Subject): void => {
    if (kind === "kernel") {
      follower.subjectChanged.disconnect(open);
      showPanel();
    }
  };
  if (memory.recall(shownKey) === true) {
    follower.subjectChanged.connect(open);
    open(null, follower.subject);
  }
  let wasShown = false;
  let isWide = false;
  panel.visibilityChanged.connect((_, isShown) => {
    // A page that only starts, which tells of a panel not shown, says nothing of what the user wants.
    if (isShown !== wasShown) {
      wasShown = isShown;
      memory.remember(shownKey, isShown);
      if (isShown && !isWide) {
        // Once: from then on the width is the user's.
        isWide = true;
        widen(panel, readableWidth);
      }
    }
  });
}
