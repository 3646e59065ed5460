import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** The owner touches the lock this often; one untouched for `staleAfter` was left by a process that is gone. Milliseconds. */
const heartbeat = 1_000;
const staleAfter = 15_000;
const retryInterval = 200;

/**
 * Runs work that no other process on this checkout may do at the same time.
 * @template T
 * @param {string} file the lock
 * @param {() => Promise<T>} work
 * @param {(owner: string) => void} [onWait] called once when another process (its id is given) holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => undefined) {
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!tryLock(file)) {
    const owner = ownerOf(file);
    if (owner !== undefined && isGone(file, owner)) {
      breakLock(file, owner);
      continue;
    }
    if (!told && owner !== undefined) {
      onWait(owner);
      told = true;
    }
    await delay(retryInterval);
  }
  const beat = setInterval(() => touch(file), heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
    // taken away by hand, or by a process that thought us gone: the work goes on, as it is right either way
  }
}

/** Written first and linked then, so that nobody ever sees a lock without its owner. */
function tryLock(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") {
      return false;
    }
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function ownerOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") {
      return undefined; // released just now
    }
    throw error;
  }
}

function isGone(file, owner) {
  try {
    process.kill(Number(owner), 0);
  } catch (error) {
    return error.code === "ESRCH";
  }
  // the id may have been given to another process since
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > staleAfter;
}

/** Of several processes that find the same stale lock, one takes it away; the others must not take the next owner's. */
function breakLock(file, owner) {
  const taken = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, taken);
  } catch (error) {
    if (error.code === "ENOENT") {
      return;
    }
    throw error;
  }
  if (readFileSync(taken, "utf8") !== owner) {
    linkSync(taken, file);
  }
  rmSync(taken, { force: true });
}
