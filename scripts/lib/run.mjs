import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";

import { projectEnvironment } from "./environment.mjs";
import { fromRoot, root, setupFolder } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

/** How many lines of a failed program's output are shown, of its start (npm's reason) and of its end (everyone else's). */
const shownLines = 20;

/**
 * Runs a program quietly: what it prints goes to a log file, and is shown when it fails.
 * @param {string} name names the log file, as `pip-install`
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @throws {SetupError} with the end of its output
 */
export async function runQuietly(name, program, args, options = {}) {
  const logFile = path.join(setupFolder, "logs", `${name}.log`);
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "w");
  const outcome = await exitOf(program, args, { ...options, stdio: ["ignore", log, log] });
  closeSync(log);
  if (outcome !== 0) {
    throw new SetupError(
      `${[path.basename(program), ...args.slice(0, 3)].join(" ")} failed (${outcome}):\n\n` +
        `${excerpt(readFileSync(logFile, "utf8"))}\n\nAll of its output is in ${fromRoot(logFile)}.`,
    );
  }
}

function excerpt(output) {
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`);
  return lines.length <= 2 * shownLines
    ? lines.join("\n")
    : [...lines.slice(0, shownLines), "    ...", ...lines.slice(-shownLines)].join("\n");
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import("node:child_process").StdioOptions}} [options]
 *   by default in the project's root and environment, on this terminal
 * @returns {Promise<number | string>} its exit code, or what kept it from having one
 */
export function exitOf(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: projectEnvironment(),
      stdio: "inherit",
      // npm is a .cmd on Windows, which only a shell can start
      shell: process.platform === "win32" && program === "npm",
      ...options,
    });
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(code ?? signal ?? "no exit code"));
  });
}

/**
 * Runs a program and reads what it prints.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{env?: NodeJS.ProcessEnv, shell?: boolean, stderr?: "ignore" | "inherit"}} [options] what it prints on
 *   stderr is ignored by default, as programs are run here whose absence is an answer
 * @returns {Promise<{exit: number | string, stdout: string}>}
 */
export function outputOf(program, args, { env = process.env, shell = false, stderr = "ignore" } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, shell, stdio: ["ignore", "pipe", stderr] });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.on("error", (error) => resolve({ exit: error.message, stdout }));
    child.on("close", (code, signal) => resolve({ exit: code ?? signal ?? "no exit code", stdout }));
  });
}
