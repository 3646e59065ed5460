import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { tracksideCli } from "../../../scripts/lib/paths.mjs";
import { outputOf, runProgram, startProgram } from "./program.mjs";

export const programs = path.join(import.meta.dirname, "../programs");

/** Projects whose shippers are to end with the bench however that ends. */
const open = new Set();

process.once("exit", () => open.forEach((project) => project.close()));

/** A user's project with a runtime folder of its own, so that a shipper of its own delivers what is recorded in it. */
export class Project {
  #directory = mkdtempSync(path.join(tmpdir(), "trackside-bench-"));

  /** @param {string} trackingUri of the MLflow server that takes its runs */
  constructor(trackingUri) {
    mkdirSync(path.join(this.root, "conf/base"), { recursive: true });
    mkdirSync(this.#runtime, { mode: 0o700 });
    open.add(this);
    this.write("conf/base/mlflow.yml", `server:\n  mlflow_tracking_uri: ${trackingUri}\n`);
  }

  get root() {
    return path.join(this.#directory, "project");
  }

  get #runtime() {
    return path.join(this.#directory, "runtime");
  }

  /** Where what is started in it finds its shipper. */
  get environment() {
    return { TRACKSIDE_RUNTIME_DIR: this.#runtime };
  }

  /**
   * @param {string} file relative to its root
   * @param {string} content
   */
  write(file, content) {
    mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    writeFileSync(path.join(this.root, file), content);
  }

  /**
   * Runs one of the bench's programs for Node in the project.
   * @param {string} name of its file
   * @param {readonly unknown[]} args
   */
  run(name, ...args) {
    const file = path.join(programs, name);
    return runProgram(process.execPath, [file, ...args.map(String)], { cwd: this.root, env: this.environment });
  }

  /**
   * Waits until MLflow has all that was recorded.
   * @param {number} [timeoutSeconds]
   * @returns {Promise<{runId: string, mlflowRunId: string}[]>} the project's runs, oldest first
   */
  async sync(timeoutSeconds = 300) {
    return JSON.parse(await this.#command("sync", "--timeout", String(timeoutSeconds), "--json")).runs;
  }

  /** Starts the shipper and brings a first run to MLflow, so that what follows meets a warm server and shipper. */
  async warmUp() {
    await this.run("log-metrics.cjs", 1);
    await this.sync();
  }

  /** The most memory that the shipper held at any time so far, in MB; undefined where the system does not tell. */
  shipperPeakMemory() {
    const status = `/proc/${this.#shipperPid()}/status`;
    const peak = existsSync(status) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, "utf8"))?.[1] : undefined;
    return peak === undefined ? undefined : (Number(peak) * 1024) / 1e6;
  }

  /** Ends the shipper, whether or not it has delivered all, and removes the folder. */
  close() {
    open.delete(this);
    const pid = this.#shipperPid();
    if (pid !== undefined) {
      endProcess(pid);
    }
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }

  #shipperPid() {
    const file = path.join(this.#runtime, "shipper.json");
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).pid : undefined;
  }

  /** Runs a command of `trackside` and gives what it prints. */
  async #command(...args) {
    const child = startProgram(process.execPath, [tracksideCli, ...args], { cwd: this.root, env: this.environment });
    return (await outputOf(child, `trackside ${args.join(" ")}`)).stdout;
  }
}

function endProcess(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // it has ended by itself
    if (error.code !== "ESRCH") {
      throw error;
    }
  }
}
