import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findFreePort } from "../../kernel-helpers/src/tracking-server";
import { removeFolder } from "./remove-folder.mjs";

export interface MlflowServerOptions {
  readonly arguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real `mlflow server` of a test's own, that can be killed and started again on the same port and data. */
export class MlflowServer {
  private process: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), "trackside-mlflow-"));

  private constructor(
    private readonly port: number,
    private readonly options: MlflowServerOptions,
  ) {}

  /** Starts a server that keeps its data in a folder of its own, and waits until it answers. */
  static async start(options: MlflowServerOptions = {}): Promise<MlflowServer> {
    const server = new MlflowServer(await findFreePort(), options);
    await server.start();
    return server;
  }

  get uri(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it again after {@link kill}. */
  async start(): Promise<void> {
    const started = spawn(
      "mlflow",
      [
        "server",
        ...["--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", "./mlartifacts"],
        ...["--host", "127.0.0.1", "--port", String(this.port), "--workers", "1"],
        ...(this.options.arguments ?? []),
      ],
      {
        cwd: this.folder,
        env: {
          ...process.env,
          MLFLOW_DISABLE_TELEMETRY: "true",
          MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
          ...this.options.environment,
        },
        stdio: "ignore",
        detached: true,
      },
    );
    this.process = started;
    while (!(await this.answers())) {
      if (started.exitCode !== null) {
        throw new Error(`mlflow server ended with ${started.exitCode}`);
      }
      await delay(100);
    }
  }

  /** Kills it with all its workers, as a machine that fails would. */
  async kill(): Promise<void> {
    const { process: running } = this;
    this.process = undefined;
    if (running?.pid !== undefined && running.exitCode === null) {
      process.kill(-running.pid, "SIGKILL");
      await once(running, "exit");
    }
  }

  /** Kills it, and removes its data. */
  async close(): Promise<void> {
    await this.kill();
    await removeFolder(this.folder);
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.uri}/health`)).ok;
    } catch {
      // Not yet: who waits asks again.
      return false;
    }
  }
}
