import { randomUUID } from "node:crypto";
import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { removeFolder } from "../../support/remove-folder.mjs";

export const repository = resolve(__dirname, "..", "..", "..");

/** The Python that has Jupyter: the project's own environment, unless told otherwise. */
export const python = process.env["TRACKSIDE_PYTHON"] ?? join(repository, ".venv", "bin", "python");

type Dictionary = Record<string, unknown>;

export interface KernelMessage {
  readonly channel: "shell" | "iopub" | "control";
  readonly type: string;
  readonly parent: string | null;
  readonly content: Dictionary;
}

export interface ObserverEntry extends Dictionary {
  readonly event: "started" | "ended" | "asked to stop" | "stopping";
}

export interface ExecuteOptions {
  readonly content?: Dictionary;
  readonly metadata?: Dictionary;
}

/** What came of an execute request. */
export interface Executed {
  readonly reply: Dictionary;
  /** Messages on iopub, without `status` and `execute_input`. */
  readonly outputs: readonly KernelMessage[];
  /** All messages on iopub. */
  readonly published: readonly KernelMessage[];
}

/** A folder with a kernelspec `trackside` whose kernel writes down what its observer is told. */
export class KernelWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), "trackside-kernel-"));
  readonly notebooks = join(this.folder, "notebooks");
  private readonly journal = join(this.folder, "observer.jsonl");

  constructor() {
    const spec = join(this.folder, "kernels", "trackside");
    mkdirSync(spec, { recursive: true });
    mkdirSync(this.notebooks);
    const argv = [process.execPath, ...this.command, "{connection_file}"];
    const kernel = { argv, display_name: "Under test", language: "typescript", interrupt_mode: "message" };
    writeFileSync(join(spec, "kernel.json"), JSON.stringify(kernel));
  }

  /** What Node runs as the kernel, but for the connection file. */
  get command(): readonly string[] {
    return [join(__dirname, "observed-kernel.cjs"), repository, this.journal];
  }

  /** For processes that shall see this kernel and nothing of the person's own Jupyter. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      JUPYTER_PATH: this.folder,
      JUPYTER_RUNTIME_DIR: join(this.folder, "runtime"),
      JUPYTER_CONFIG_DIR: join(this.folder, "config"),
      IPYTHONDIR: join(this.folder, "ipython"),
    };
  }

  observed(): ObserverEntry[] {
    const text = existsSync(this.journal) ? readFileSync(this.journal, "utf8") : "";
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as ObserverEntry);
  }

  async dispose(): Promise<void> {
    await removeFolder(this.folder);
  }
}

/** A running kernel, used through Jupyter's Python client. */
export class TestKernel {
  readonly messages: KernelMessage[] = [];
  private readonly events = new EventEmitter();

  private constructor(
    readonly workspace: KernelWorkspace,
    private readonly bridge: ChildProcess,
  ) {
    // each message may be waited for by several
    this.events.setMaxListeners(0);
    createInterface({ input: bridge.stdout as NodeJS.ReadableStream }).on("line", (line) => this.receive(line));
  }

  static async start(workspace = new KernelWorkspace()): Promise<TestKernel> {
    const bridge = spawn(python, [join(__dirname, "jupyter_bridge.py"), "trackside"], {
      cwd: workspace.notebooks,
      env: workspace.environment,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const kernel = new TestKernel(workspace, bridge);
    await kernel.event("ready");
    return kernel;
  }

  /** Sends a request and returns its id. */
  send(type: string, content: Dictionary, metadata: Dictionary = {}, channel = "shell"): string {
    const id = randomUUID();
    this.tell({ op: "send", channel, type, content, metadata, id });
    return id;
  }

  sendExecute(code: string, { content = {}, metadata = {} }: ExecuteOptions = {}): string {
    return this.send("execute_request", { code, silent: false, store_history: true, ...content }, metadata);
  }

  async execute(code: string, options: ExecuteOptions = {}): Promise<Executed> {
    return this.executed(this.sendExecute(code, options));
  }

  /** Waits for the reply to a request and for the kernel to be idle again. */
  async executed(id: string): Promise<Executed> {
    const reply = await this.reply(id);
    await this.message((message) => message.parent === id && message.content["execution_state"] === "idle");
    const published = this.messages.filter(({ channel, parent }) => channel === "iopub" && parent === id);
    const outputs = published.filter(({ type }) => type !== "status" && type !== "execute_input");
    return { reply, outputs, published };
  }

  async request(type: string, content: Dictionary, channel = "shell"): Promise<Dictionary> {
    return this.reply(this.send(type, content, {}, channel));
  }

  async reply(id: string): Promise<Dictionary> {
    const message = await this.message(({ channel, parent }) => channel !== "iopub" && parent === id);
    return message.content;
  }

  /** Waits for a message; one that has come already counts. */
  async message(matches: (message: KernelMessage) => boolean): Promise<KernelMessage> {
    for (;;) {
      const found = this.messages.find(matches);
      if (found) {
        return found;
      }
      await once(this.events, "message");
    }
  }

  /** Waits until a cell has printed something, which tells that it runs. */
  async printed(id: string, text: string): Promise<void> {
    await this.message(
      ({ type, parent, content }) => type === "stream" && parent === id && String(content["text"]).includes(text),
    );
  }

  interrupt(): void {
    this.tell({ op: "interrupt" });
  }

  signal(name: "SIGINT" | "SIGTERM" | "SIGKILL"): void {
    this.tell({ op: "signal", name });
  }

  async restart(): Promise<void> {
    const restarted = this.event("restarted");
    this.tell({ op: "restart" });
    await restarted;
  }

  /** Shuts the kernel down as Jupyter does, and returns how many seconds that took. */
  async shutDown(): Promise<number> {
    const done = this.event("shutdown");
    this.tell({ op: "shutdown" });
    return (await done)["seconds"] as number;
  }

  async isAlive(): Promise<boolean> {
    const answered = this.event("alive");
    this.tell({ op: "alive" });
    return (await answered)["alive"] as boolean;
  }

  /** Kills the Jupyter client, which then cannot shut the kernel down. */
  killClient(): void {
    this.bridge.kill("SIGKILL");
  }

  async dispose(): Promise<void> {
    this.bridge.stdin?.end();
    if (this.bridge.exitCode === null && this.bridge.signalCode === null) {
      await once(this.bridge, "exit");
    }
    await this.workspace.dispose();
  }

  private tell(command: Dictionary): void {
    this.bridge.stdin?.write(`${JSON.stringify(command)}\n`);
  }

  private async event(name: string): Promise<Dictionary> {
    const [event] = (await once(this.events, name)) as [Dictionary];
    return event;
  }

  private receive(line: string): void {
    const event = JSON.parse(line) as Dictionary & { event: string };
    if (event.event === "message") {
      this.messages.push(event as unknown as KernelMessage);
    }
    this.events.emit(event.event, event);
  }
}
