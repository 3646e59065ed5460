import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { identityOf, isAlive, readJsonFile, runtimeDirectory, writeJsonFile, type ProcessIdentity } from "../runtime";

function marksDirectory(): string {
  const directory = join(runtimeDirectory(), "starting");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

const listeningFile = () => join(runtimeDirectory(), "shipper.json");

const markOf = (pid: number) => join(marksDirectory(), `${pid}.json`);

/** Notes a shipper's process that was just started: until it listens, nothing else tells of it. */
export function noteStarting(pid: number): void {
  writeJsonFile(markOf(pid), identityOf(pid));
}

/** Takes back the note on this process: it listens, or has left it to another that does. */
export function noteStarted(): void {
  rmSync(markOf(process.pid), { force: true });
}

/** Notes that this process is the one that listens. */
export function noteListening(): void {
  writeJsonFile(listeningFile(), identityOf(process.pid));
}

/** The shipper that listens, or was the last that did; `null` before the first. */
export function lastShipper(): ProcessIdentity | null {
  return readJsonFile<ProcessIdentity>(listeningFile());
}

/** Shippers that are still starting. */
export function startingShippers(): ProcessIdentity[] {
  const files = readdirSync(marksDirectory()).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const file = join(marksDirectory(), name);
    const identity = readJsonFile<ProcessIdentity>(file);
    if (identity && isAlive(identity)) {
      return [identity];
    }
    rmSync(file, { force: true });
    return [];
  });
}
