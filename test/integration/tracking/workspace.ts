import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { removeFolder } from "../../support/remove-folder.mjs";
import type { DeliveryReport } from "../../../kernel-helpers/src/delivery";
import { isAlive, readJsonFile, type ProcessIdentity } from "../../../kernel-helpers/src/runtime";

const repository = resolve(__dirname, "../../..");

/** Waits until a condition holds; what it last threw is what the wait fails with. */
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
    await delay(50);
  }
}

/** A project and a runtime folder of its own, so that nothing of the person who runs the tests is touched. */
export class Workspace {
  private readonly directory = mkdtempSync(join(tmpdir(), "trackside-"));
  readonly projectRoot = join(this.directory, "harbour");
  private readonly children: ChildProcess[] = [];

  constructor(readonly environment: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.projectRoot, "conf", "base"), { recursive: true });
    mkdirSync(this.runtimeDirectory);
  }

  get runtimeDirectory(): string {
    return join(this.directory, "runtime");
  }

  /** Writes a file of the project, in a folder that need not be there. */
  write(path: string, content: string): void {
    const file = join(this.projectRoot, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** The package as it was built: its public API, and its command. */
  readonly api = join(repository, "kernel-helpers");
  readonly cli = join(this.api, "bin", "trackside.js");

  /** Starts a script of the project's that has the public API of `trackside` at hand. */
  start(code: string, environment: Readonly<Record<string, string>> = {}): ChildProcess {
    return this.spawn(["-e", `const trackside = require(${JSON.stringify(this.api)});${code}`], environment);
  }

  /** Runs a script to its end, and gives what it printed. */
  async run(code: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.output(this.start(code, environment));
  }

  /** Runs a command of `trackside` to its end, and gives what it printed. */
  async command(...args: string[]): Promise<string> {
    return this.output(this.startCommand(...args));
  }

  startCommand(...args: string[]): ChildProcess {
    return this.spawn([this.cli, ...args]);
  }

  /** Runs any program to its end, and gives what it printed. */
  async execute(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    return this.output(this.spawn(args, environment, program));
  }

  /** Starts any program that is spoken to by its standard input. */
  startProgram(program: string, args: readonly string[], environment: Readonly<Record<string, string>>): ChildProcess {
    return this.spawn(args, environment, program, "pipe");
  }

  /** Starts a shell with the path of the command `trackside` in `$trackside`. */
  startShell(script: string): ChildProcess {
    return this.spawn(["-c", script], { trackside: this.cli }, "sh");
  }

  /** Where kernels are installed for this workspace alone. */
  get jupyterPrefix(): string {
    return join(this.directory, "prefix");
  }

  /** How far each run of the project has come. */
  async reports(): Promise<DeliveryReport[]> {
    return (JSON.parse(await this.command("status", "--json")) as { runs: DeliveryReport[] }).runs;
  }

  /** Waits until all is in MLflow. */
  async sync(): Promise<DeliveryReport[]> {
    const answer = JSON.parse(await this.command("sync", "--json")) as { runs: DeliveryReport[] };
    return answer.runs;
  }

  /** Process id of the shipper that runs now. */
  shipperPid(): number | null {
    const identity = readJsonFile<ProcessIdentity>(join(this.runtimeDirectory, "shipper.json"));
    return identity && isAlive(identity) ? identity.pid : null;
  }

  runFolders(): string[] {
    const runs = join(this.projectRoot, ".trackside", "runs");
    return readdirSync(runs).map((name) => join(runs, name));
  }

  /** Stops all that was started, and removes the folders. */
  async close(): Promise<void> {
    this.children.forEach((child) => child.kill("SIGKILL"));
    await this.command("stop");
    await removeFolder(this.directory);
  }

  private spawn(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
    program = process.execPath,
    stdin: "ignore" | "pipe" = "ignore",
  ): ChildProcess {
    const child = spawn(program, args, {
      cwd: this.projectRoot,
      env: {
        ...process.env,
        TRACKSIDE_RUNTIME_DIR: this.runtimeDirectory,
        ...this.environment,
        ...environment,
      },
      stdio: [stdin, "pipe", "pipe"],
    });
    this.children.push(child);
    return child;
  }

  private async output(child: ChildProcess): Promise<string> {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) {
      throw new Error(`exit code ${code}: ${output}`);
    }
    return output;
  }
}

/** Asks MLflow itself, past all code of Trackside's. */
export class MlflowRest {
  constructor(readonly uri: string) {}

  async run(runId: string) {
    const { run } = await this.get<{ run: RestRun }>("runs/get", { run_id: runId });
    const pairs = (list: { key: string; value: unknown }[] = []) =>
      Object.fromEntries(list.map(({ key, value }) => [key, value]));
    return {
      status: run.info.status,
      name: run.info.run_name,
      params: pairs(run.data.params),
      metrics: pairs(run.data.metrics),
      tags: pairs(run.data.tags),
    };
  }

  /** All points of a metric, in order of their steps. */
  async history(runId: string, key: string): Promise<{ step: number; value: number | string }[]> {
    const points: { step: number; value: number | string }[] = [];
    for (let token: string | undefined = ""; token !== undefined;) {
      const page: { metrics?: typeof points; next_page_token?: string } = await this.get("metrics/get-history", {
        run_id: runId,
        metric_key: key,
        max_results: "5000",
        ...(token ? { page_token: token } : {}),
      });
      points.push(...(page.metrics ?? []));
      token = page.next_page_token || undefined;
    }
    return points.map(({ step, value }) => ({ step, value })).sort((left, right) => left.step - right.step);
  }

  /** Ids of the runs of a name, in all experiments. */
  async runIds(name: string): Promise<string[]> {
    const { experiments } = await this.get<{ experiments: { experiment_id: string }[] }>("experiments/search", {
      max_results: "1000",
    });
    const answer = await fetch(`${this.uri}/api/2.0/mlflow/runs/search`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        experiment_ids: experiments.map((each) => each.experiment_id),
        filter: `run_name = '${name}'`,
      }),
    });
    const { runs = [] } = (await answer.json()) as { runs?: { info: { run_id: string } }[] };
    return runs.map(({ info }) => info.run_id);
  }

  async artifact(runId: string, path: string): Promise<string> {
    const answer = await fetch(`${this.uri}/get-artifact?${new URLSearchParams({ run_uuid: runId, path }).toString()}`);
    return answer.text();
  }

  /** Paths of the files in a folder of a run's artifacts. */
  async artifactPaths(runId: string, path: string): Promise<string[]> {
    const { files = [] } = await this.get<{ files?: { path: string }[] }>("artifacts/list", { run_id: runId, path });
    return files.map((file) => file.path);
  }

  private async get<T>(what: string, query: Record<string, string>): Promise<T> {
    const answer = await fetch(`${this.uri}/api/2.0/mlflow/${what}?${new URLSearchParams(query).toString()}`);
    if (!answer.ok) {
      throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()) as T;
  }
}

interface RestRun {
  readonly info: { readonly status: string; readonly run_name: string };
  readonly data: Readonly<Record<"params" | "metrics" | "tags", { key: string; value: unknown }[]>>;
}

/** Number of whole metric records in a run's journals: what must be in MLflow, no more and no less. */
export function journalMetrics(runFolder: string, key: string): number {
  return readdirSync(runFolder)
    .filter((name) => name.endsWith(".journal"))
    .flatMap((name) => readFileSync(join(runFolder, name), "utf8").split("\n").slice(0, -1))
    .filter((line) => line.includes(`"type":"metric","key":"${key}"`)).length;
}
