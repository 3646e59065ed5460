import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { freePort } from "./mlflow-server.mjs";
import { endProgram, outputOf, startProgram } from "./program.mjs";
import { untilItAnswers } from "./until-it-answers.mjs";

const token = "bench";
const startTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;
const pollMs = 100;

/** A JupyterLab of its own: settings, workspaces and kernels are no one else's. */
export class JupyterLab {
  #folder = mkdtempSync(path.join(tmpdir(), "ts-bench-lab-"));
  #child;
  #port;

  /**
   * Resolves once it answers.
   * @param {{python: string, cwd?: string, env?: Readonly<Record<string, string>>}} options `cwd`: the folder that it shows
   */
  static async start({ python, cwd, env = {} }) {
    const lab = new JupyterLab();
    await lab.#start(python, cwd ?? lab.#folder, env);
    return lab;
  }

  async #start(python, cwd, env) {
    this.#port = await freePort();
    const own = (name) => path.join(this.#folder, name);
    this.#child = startProgram(python, ["-m", "jupyterlab", ...jupyterArguments(this.#port)], {
      cwd,
      env: {
        ...{ JUPYTER_TOKEN: token, JUPYTER_CONFIG_DIR: own("config"), JUPYTER_RUNTIME_DIR: own("jupyter") },
        ...{ JUPYTERLAB_SETTINGS_DIR: own("settings"), JUPYTERLAB_WORKSPACES_DIR: own("workspaces") },
        ...env,
      },
    });
    const ended = outputOf(this.#child, "JupyterLab").then(({ stdout }) => {
      throw new Error(`JupyterLab ended by itself:\n${stdout.slice(-4000)}`);
    });
    await Promise.race([
      untilItAnswers("JupyterLab", this.address("api"), { timeoutMs: startTimeoutMs, pollMs }),
      ended,
    ]);
    // its end by our own hand is no failure
    ended.catch(() => undefined);
  }

  /** Address of a page, with the token that signs in. */
  address(page = "lab") {
    return `http://127.0.0.1:${this.#port}/${page}?token=${token}`;
  }

  /** Ends it and its kernels. */
  async close() {
    const exited = once(this.#child, "exit");
    await fetch(this.address("api/shutdown"), { method: "POST" }).catch(() => undefined);
    const timeLimit = new AbortController();
    await Promise.race([exited, delay(stopTimeoutMs, undefined, { signal: timeLimit.signal })]);
    timeLimit.abort();
    await endProgram(this.#child);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What a JupyterLab that nobody looks for is started with. */
export function jupyterArguments(port) {
  return [
    "--no-browser",
    "--allow-root",
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.port=${port}`,
    "--ServerApp.port_retries=0",
    "--ServerApp.log_level=WARN",
  ];
}
