import { userInfo } from "node:os";
import { relative } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { packageVersion, versionOf } from "../own-package";

/** Path of the notebook that this kernel belongs to, where Jupyter (or `TRACKSIDE_NOTEBOOK`) tells it. */
export function notebookPath(environment: NodeJS.ProcessEnv): string | null {
  const path = environment["TRACKSIDE_NOTEBOOK"] ?? environment["JPY_SESSION_NAME"];
  return path?.endsWith(".ipynb") ? path : null;
}

function userName(environment: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return environment["USER"] ?? "unknown";
  }
}

/**
 * Tags that say who runs what on what; MLflow's own names where it has one.
 *
 * @param script - file of the program, outside of a kernel.
 */
export function environmentTags(
  projectRoot: string,
  environment: NodeJS.ProcessEnv,
  script: string | undefined,
): Record<string, string> {
  const notebook = notebookPath(environment);
  const source = notebook ?? script;
  const tags: Record<string, string | null> = {
    "mlflow.user": userName(environment),
    "mlflow.source.type": notebook ? "NOTEBOOK" : "LOCAL",
    "mlflow.source.name": source === undefined ? null : relative(projectRoot, source),
    "trackside.version": packageVersion(),
    "trackside.tslab_version": versionOf("tslab"),
    "trackside.node_version": process.version,
  };
  return Object.fromEntries(Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The commit that the project stands at, and whether files differ from it; empty outside of a git work tree. */
export async function gitTags(projectRoot: string): Promise<Record<string, string>> {
  // To start a process takes some milliseconds, and to load what does; not those for which the first record is waited for.
  await nextTurn();
  const execute = promisify((await import("node:child_process")).execFile);
  // No time limit: while a kernel compiles its first cell it would pass, and give empty texts for an answer.
  try {
    const status = await execute("git", ["status", "--porcelain=v2", "--branch"], { cwd: projectRoot });
    const lines = status.stdout.trim().split("\n");
    const commit = lines.map((line) => /^# branch\.oid ([0-9a-f]+)$/.exec(line)?.[1]).find(Boolean);
    const isDirty = lines.some((line) => !line.startsWith("# "));
    return commit === undefined ? {} : { "mlflow.source.git.commit": commit, "trackside.git_dirty": String(isDirty) };
  } catch {
    // No git, or not a work tree: the run simply has no commit, as before the first one.
    return {};
  }
}
