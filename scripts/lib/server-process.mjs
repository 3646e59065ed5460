import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { SetupError } from "./setup-error.mjs";

/** Milliseconds. A first start compiles hundreds of Python files. */
const startTimeout = 180_000;
const stopTimeout = 10_000;

/**
 * Starts a server and waits until it answers.
 * @param {object} options
 * @param {string} options.name names its log file
 * @param {string} options.program
 * @param {string[]} options.args
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.uri where it will listen
 * @param {string} options.health a path that it answers when it is ready
 * @param {string} options.folder where it works and writes its log
 * @returns {Promise<{uri: string, stop: () => Promise<void>}>}
 */
export async function startServer({ name, program, args, env, uri, health, folder }) {
  const logFile = path.join(folder, `${name}.log`);
  const log = openSync(logFile, "w");
  // a process group of its own, so that its workers stop with it
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", log, log], detached: true });
  closeSync(log);
  let exit;
  child.on("error", (error) => (exit = error.message));
  child.on("close", (code, signal) => (exit = `it ended with ${code ?? signal}`));
  const stop = () => stopServer(child, () => exit !== undefined);
  const giveUpAt = Date.now() + startTimeout;
  while (!(await answers(uri + health))) {
    if (exit !== undefined || Date.now() > giveUpAt) {
      await stop();
      const words = readFileSync(logFile, "utf8").trim().split("\n").slice(-20).join("\n    ");
      throw new SetupError(`${path.basename(program)} did not start: ${exit ?? "no answer"}.\n\n    ${words}`);
    }
    await delay(100);
  }
  return { uri, stop };
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    // whatever the reason, it does not answer now
    return false;
  }
}

async function stopServer(child, hasEnded) {
  const giveUpAt = Date.now() + stopTimeout;
  signal(child, "SIGTERM");
  while (!hasEnded() && Date.now() < giveUpAt) {
    await delay(50);
  }
  // workers may outlive the process that started them
  signal(child, "SIGKILL");
}

function signal(child, name) {
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, name);
  } catch (error) {
    // gone already: that is what was wanted
    if (error.code !== "ESRCH") {
      throw error;
    }
  }
}
