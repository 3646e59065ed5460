import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";

import { projectEnvironment } from "../lib/environment.mjs";
import { findExample } from "../lib/example.mjs";
import { announceWhenReady, jupyterArguments } from "../lib/jupyter.mjs";
import { venvPython } from "../lib/paths.mjs";
import { choosePort } from "../lib/ports.mjs";
import { setUp } from "../lib/setup.mjs";
import { startOptions } from "../lib/start-options.mjs";

/** Sets up, then runs JupyterLab on the example until Ctrl-C. */
export async function main(args) {
  const options = startOptions(args);
  if (options.port !== undefined) {
    // told now rather than after minutes of set-up
    await choosePort(options);
  }
  await setUp();
  const port = await choosePort(options);
  const example = findExample();

  const jupyter = spawn(venvPython, ["-m", "jupyterlab", ...jupyterArguments(example, { ...options, port })], {
    cwd: example.folder,
    // given, so that Jupyter prints one address, ours; not as an argument, which every user of the machine could read
    env: { JUPYTER_TOKEN: randomBytes(24).toString("hex"), ...projectEnvironment() },
    stdio: ["ignore", "inherit", "inherit"],
    // in a group of its own: Ctrl-C then reaches it once, through us, and never in the middle of a kernel's shutdown
    detached: process.platform !== "win32",
  });
  stopWith(jupyter);
  void announceWhenReady(jupyter, example);
  return new Promise((resolve, reject) => {
    jupyter.once("error", reject);
    jupyter.once("close", (code, signal) => resolve(code ?? (signal === null ? 0 : 1)));
  });
}

/** Ends Jupyter, its kernels and their runs in order; asked a second time, at once. */
function stopWith(jupyter) {
  let asked = false;
  const stop = () => {
    if (asked) {
      jupyter.kill("SIGKILL");
      return;
    }
    asked = true;
    console.log("\nStopping JupyterLab and its kernels ... (Ctrl-C again to kill them)");
    jupyter.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, stop);
  }
}
