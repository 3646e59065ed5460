import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Marks a run's folder: all of its sinks have all of it. */
function markFile(directoryOfRun: string): string {
  return join(directoryOfRun, "delivered");
}

/** Tells whether nothing is left to do for a run. */
export function isDelivered(directoryOfRun: string): boolean {
  return existsSync(markFile(directoryOfRun));
}

/** Notes that nothing is left to do for a run. */
export function markDelivered(directoryOfRun: string): void {
  writeFileSync(markFile(directoryOfRun), "");
}

/** Notes that there is something to do for a run again: after a record was added to one that had ended. */
export function unmarkDelivered(directoryOfRun: string): void {
  rmSync(markFile(directoryOfRun), { force: true });
}
