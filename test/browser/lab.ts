import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { projectEnvironment } from "../../scripts/lib/environment.mjs";
import { findExample } from "../../scripts/lib/example.mjs";
import { jupyterArguments } from "../../scripts/lib/jupyter.mjs";
import { root, tracksideCli, venvPython } from "../../scripts/lib/paths.mjs";
import { removeFolder } from "../support/remove-folder.mjs";
import { writeNotebook } from "../support/write-notebook.mjs";

const token = "of-the-test";
const pollMs = 100;
const secondSignalMs = 15_000;

/** Waits for something that another process does. */
export async function until<T>(what: string, probe: () => T | Promise<T>, timeoutMs = 90_000): Promise<NonNullable<T>> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found) {
      return found;
    }
    if (Date.now() > giveUpAt) {
      throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

interface MlflowRun {
  readonly info: { readonly run_id: string; readonly run_name: string; readonly status: string };
  readonly data: Readonly<Record<"params" | "metrics" | "tags", { key: string; value: unknown }[] | undefined>>;
}

/** The applications that the extension is for, by the Python module that starts each. */
type Application = "jupyterlab" | "notebook";

/** Where the example's notebook is in each. */
const notebookPages: Readonly<Record<Application, string>> = {
  jupyterlab: "lab/tree/notebooks/late-arrivals.ipynb",
  notebook: "notebooks/notebooks/late-arrivals.ipynb",
};

/** A JupyterLab, or Notebook 7, of its own on a copy of the example, as `npm start` runs it. */
export class Lab {
  // Short, for the Unix sockets below it.
  private readonly directory = mkdtempSync(join(tmpdir(), "ts-lab-"));
  readonly project = join(this.directory, "harbour-arrivals");
  private jupyter: ChildProcess | undefined;
  private port = 0;

  constructor(private readonly application: Application = "jupyterlab") {}

  /** @param baseUrl - path under which Jupyter is served, as a hub does. */
  async start(baseUrl = "/"): Promise<void> {
    const example = findExample();
    cpSync(example.folder, this.project, {
      recursive: true,
      filter: (source) =>
        !/(\.trackside|mlflow\.db|mlartifacts|node_modules)/.test(source.slice(example.folder.length)),
    });
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    this.port = await freePort();
    const args = jupyterArguments(
      { ...example, folder: this.project },
      { port: this.port, jupyterArgs: ["--no-browser"] },
    );
    this.jupyter = spawn(venvPython, ["-m", this.application, ...args, `--ServerApp.base_url=${baseUrl}`], {
      cwd: this.project,
      env: this.environment,
      stdio: "ignore",
    });
    await until("Jupyter answers", () =>
      fetch(this.address("api/status", baseUrl)).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  }

  /** Address of a page of this Jupyter, with the token that signs in. */
  address(path = notebookPages[this.application], baseUrl = "/"): string {
    return `http://127.0.0.1:${this.port}${baseUrl}${path}?token=${token}`;
  }

  /** Puts a notebook of code cells beside the example's. */
  writeNotebook(name: string, sources: readonly string[], language: "typescript" | "python" = "typescript"): void {
    writeNotebook(join(this.project, "notebooks", name), sources, language);
  }

  /** The text of the notebook's file, as it was saved last. */
  notebook(): string {
    return readFileSync(join(this.project, findExample().notebook), "utf8");
  }

  /** Runs in MLflow, the newest first, asked past all code of Trackside's; none while it is not up. */
  async runs(): Promise<MlflowRun[]> {
    const asked = { experiment_ids: ["1"], max_results: 100 };
    const answer = await this.mlflow<{ runs?: MlflowRun[] }>("runs/search", asked).catch(() => ({ runs: [] }));
    return answer.runs ?? [];
  }

  /** Steps of a metric's points in MLflow, in order. */
  async steps(runId: string, key: string): Promise<number[]> {
    const query = new URLSearchParams({ run_id: runId, metric_key: key, max_results: "25000" });
    const answer = await fetch(`${this.trackingUri}/api/2.0/mlflow/metrics/get-history?${query.toString()}`);
    const { metrics = [] } = (await answer.json()) as { metrics?: { step: number }[] };
    return metrics.map(({ step }) => step).sort((left, right) => left - right);
  }

  /** Steps of a metric's points in the journals of the newest run that has any. */
  journalSteps(key: string): number[] {
    const runs = join(this.project, ".trackside", "runs");
    const files = readdirSync(runs).flatMap((run) =>
      readdirSync(join(runs, run))
        .filter((name) => name.endsWith(".journal"))
        .map((name) => join(runs, run, name)),
    );
    return files
      .flatMap((file) => readFileSync(file, "utf8").split("\n").slice(0, -1))
      .map((line) => JSON.parse(line.slice(9)) as { type: string; key?: string; step?: number })
      .filter((record) => record.type === "metric" && record.key === key)
      .map(({ step = -1 }) => step);
  }

  /** Process ids of the kernels that run in this lab. */
  kernels(): number[] {
    return this.processes().filter((pid) => commandLine(pid).includes("kernel --config-path"));
  }

  /** Kills the tracking server with all its workers, as the machine's end would. */
  killTrackingServer(): void {
    for (const pid of this.processes().filter((each) => /mlflow|uvicorn/.test(commandLine(each)))) {
      process.kill(pid, "SIGKILL");
    }
  }

  /** Stops Jupyter, the shipper and MLflow, and tells which of their processes are left all the same. */
  async stop(): Promise<string[]> {
    const { jupyter } = this;
    if (jupyter?.exitCode === null) {
      // jupyter-server-proxy ends Jupyter by an exception in whatever it does at that moment, which may catch it
      const again = setInterval(() => jupyter.kill("SIGTERM"), secondSignalMs);
      jupyter.kill("SIGTERM");
      await once(jupyter, "exit").finally(() => clearInterval(again));
    }
    // those that Jupyter left when it broke off end by themselves; until then they start the next shipper
    const startShippers = () =>
      this.processes().some((pid) => /trackside\.js (kernel|gateway) /.test(commandLine(pid)));
    await until("kernels and gateway have ended", () => !startShippers(), 15_000).catch(() => undefined);
    await once(spawn(process.execPath, [tracksideCli, "stop"], { env: this.environment, stdio: "ignore" }), "exit");
    const left = await until("all processes have ended", () => this.processes().length === 0, 15_000).then(
      () => [],
      () => this.processes().map(commandLine),
    );
    await removeFolder(this.directory);
    return left;
  }

  private get environment(): NodeJS.ProcessEnv {
    const own = (name: string) => join(this.directory, name);
    return {
      ...projectEnvironment(),
      JUPYTER_TOKEN: token,
      JUPYTER_CONFIG_DIR: own("config"),
      JUPYTER_RUNTIME_DIR: own("jupyter"),
      JUPYTERLAB_SETTINGS_DIR: own("settings"),
      JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
      TRACKSIDE_RUNTIME_DIR: own("run"),
    };
  }

  private get trackingUri(): string {
    return (
      JSON.parse(readFileSync(join(this.project, ".trackside", "tracking-server.json"), "utf8")) as { uri: string }
    ).uri;
  }

  private async mlflow<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(`${this.trackingUri}/api/2.0/mlflow/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as T;
  }

  /** All processes whose environment names this lab's folder, but for ended ones. */
  private processes(): number[] {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid)
      .filter((pid) => readProcess(pid, "environ").includes(this.directory) && commandLine(pid) !== "");
  }
}

function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It has ended since it was listed, or is another user's.
    return "";
  }
}

const commandLine = (pid: number) => readProcess(pid, "cmdline").replaceAll("\0", " ");

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
