import { spawn } from "node:child_process";
import { once } from "node:events";

import { projectEnvironment } from "../../../scripts/lib/environment.mjs";

/** Programs that run, to be ended with the bench however that ends. */
const running = new Set();

process.once("exit", () => running.forEach((child) => kill(child)));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, () => process.exit(1));
}

/**
 * Starts a program in the project's environment, in a process group of its own.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd: string, env?: Readonly<Record<string, string>>}} options
 */
export function startProgram(program, args, { cwd, env = {} }) {
  const child = spawn(program, args, {
    cwd,
    env: { ...benchEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Without what a person has set for MLflow or us: it would send the figures' runs to another server. */
function benchEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^(MLFLOW|TRACKSIDE|WANDB|KEDRO)_/.test(name));
  return projectEnvironment(Object.fromEntries(own));
}

/**
 * Runs a program that measures something to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd: string, env?: Readonly<Record<string, string>>}} options
 * @returns {Promise<any>} the object that it printed as a line of JSON, and `wallMs` from its start to its end
 * @throws {Error} with what it printed when it failed
 */
export async function runProgram(program, args, options) {
  const start = performance.now();
  const { stdout, ended } = await outputOf(startProgram(program, args, options), [program, ...args].join(" "));
  return { ...reportIn(stdout), wallMs: ended - start };
}

/** The last line that is an object: libraries print around it. */
export function reportIn(stdout) {
  const line = stdout.split("\n").findLast((each) => each.startsWith("{"));
  return JSON.parse(line ?? "{}");
}

/**
 * Reads what a program prints until it ends.
 * @param {ReturnType<typeof startProgram>} child
 * @param {string} what names it in errors
 * @returns {Promise<{stdout: string, ended: number}>}
 */
export function outputOf(child, what) {
  return new Promise((resolve, reject) => {
    let stdout = "";
    let stderr = "";
    let ended = 0;
    child.stdout.setEncoding("utf8").on("data", (chunk) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk) => (stderr += chunk));
    child.once("error", reject);
    child.once("exit", () => (ended = performance.now()));
    child.once("close", (code, signal) =>
      code === 0
        ? resolve({ stdout, ended })
        : reject(new Error(`${what} failed (${code ?? signal}):\n${stdout.slice(-2000)}\n${stderr.slice(-4000)}`)),
    );
  });
}

/**
 * Ends a program and all that it started, also what lives on after its own end.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function endProgram(child) {
  const exited = running.has(child) ? once(child, "exit") : undefined;
  kill(child);
  await exited;
}

function kill(child) {
  if (process.platform === "win32") {
    child.kill("SIGKILL");
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // of its group nothing is left
    if (error.code !== "ESRCH") {
      throw error;
    }
  }
}
