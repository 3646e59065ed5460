import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";

const lookAgainMs = 20;

/** A process named beyond doubt, also after its process id has been given to another. */
export interface ProcessIdentity {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  /** Start of the process in ticks since boot where the system tells (Linux); else empty. */
  readonly started: string;
}

/** State letter and start time of a process as Linux tells them; `null` elsewhere, or when it is gone. */
function processStat(pid: number): { state: string; started: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name, in parentheses, may hold spaces: count the fields behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", started: fields[19] ?? "" };
  } catch {
    // Not Linux, or the process is gone: the process id alone must do.
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Identity of a process of this machine, with a fresh random id. */
export function identityOf(pid: number): ProcessIdentity {
  const id = randomBytes(8).toString("hex");
  return { id, host: hostname(), pid, started: processStat(pid)?.started ?? "" };
}

/** Tells whether the process lives on; on another machine that cannot be known, and is taken to be so. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.host !== hostname()) {
    return true;
  }
  const stat = processStat(identity.pid);
  // A zombie has ended, though its parent has not asked yet how.
  const isSameProcess = stat === null || (stat.started === identity.started && !"ZX".includes(stat.state));
  return isRunning(identity.pid) && (identity.started === "" || isSameProcess);
}

/** Resolves when the process has ended, or after so long. */
export async function untilEnded(identity: ProcessIdentity, timeoutMs: number): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs;
  while (isAlive(identity) && performance.now() < giveUpAt) {
    await delay(lookAgainMs);
  }
}
