import type { ChildProcess } from "node:child_process";
import { writeFileSync } from "node:fs";
import { constants, setPriority } from "node:os";

const { PRIORITY_BELOW_NORMAL: behindOthers } = constants.priority;

/**
 * Lets the user's code go first where processors are few: what a process in the background does is on disk already and can
 * wait, and a cell that computes is waited for.
 *
 * @param child - was started as `detached`.
 */
export function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) {
    return;
  }
  try {
    setPriority(pid, behindOthers);
    // Linux weighs sessions against each other before it looks at their processes; a detached one has its own.
    writeFileSync(`/proc/${pid}/autogroup`, String(behindOthers));
  } catch {
    // It has ended already, or the system weighs no sessions.
  }
}
