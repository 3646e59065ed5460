import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** The longest path of a Unix socket that both Linux (108) and macOS (104) take, with room for the file's name. */
const longestSocketDirectory = 80;

function preferredDirectory(): string {
  const chosen = process.env["TRACKSIDE_RUNTIME_DIR"];
  if (chosen) {
    return chosen;
  }
  const runtime = process.env["XDG_RUNTIME_DIR"];
  return runtime ? join(runtime, "trackside") : join(homedir(), ".cache", "trackside", "run");
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id that has no name.
    return String(process.getuid?.() ?? "user");
  }
}

/**
 * Folder of this user's running processes: the shipper's socket and lock, and which kernel writes which run.
 * Only its owner may enter. `TRACKSIDE_RUNTIME_DIR` chooses another place.
 */
export function runtimeDirectory(): string {
  const preferred = preferredDirectory();
  const digest = createHash("sha256").update(`${userName()}:${preferred}`).digest("hex").slice(0, 16);
  const directory = preferred.length > longestSocketDirectory ? join(tmpdir(), `trackside-${digest}`) : preferred;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  return directory;
}

/** Path of the shipper's socket: a Unix socket, on Windows a named pipe. */
export function shipperSocketPath(): string {
  const directory = runtimeDirectory();
  if (process.platform === "win32") {
    const digest = createHash("sha256").update(`${userName()}:${directory}`).digest("hex").slice(0, 16);
    return `\\\\.\\pipe\\trackside-${digest}`;
  }
  return join(directory, "shipper.sock");
}
