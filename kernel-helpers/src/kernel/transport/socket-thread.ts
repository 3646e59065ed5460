import { workerData } from "node:worker_threads";

import { ControlChannel } from "./control-channel";
import { createHeaderFactory } from "./header";
import { Sockets } from "./sockets";
import { StreamBatcher } from "./stream-batcher";
import type { FromSockets, SocketThreadData, StreamText, ToSockets } from "./thread-messages";
import { Unblocker } from "./unblocker";
import { decodeMessage, type Message } from "./wire";

/** How often a kernel looks whether the Jupyter that started it still lives, in milliseconds. */
const parentCheckInterval = 1000;

function report(what: string, error: unknown): void {
  process.stderr.write(`trackside kernel: ${what}: ${error instanceof Error ? error.message : String(error)}\n`);
}

/** Owns the kernel's sockets in a thread of its own, which no cell can block. */
class SocketThread {
  private readonly makeHeader: ReturnType<typeof createHeaderFactory>;
  private readonly batcher = new StreamBatcher((text) => this.sendStream(text));
  private readonly unblocker = new Unblocker((error) => report("cannot interrupt the running cell", error));
  private readonly control: ControlChannel;
  private parentCheck: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: SocketThreadData,
    private readonly sockets: Sockets,
  ) {
    this.makeHeader = createHeaderFactory(options.session);
    this.control = new ControlChannel(options, sockets, this.unblocker, (message) => this.toMain(message));
  }

  run(): void {
    this.options.port.on("message", (message: ToSockets) => this.handle(message));
    this.watchParent();
    const channels = [
      this.sockets.echoHeartbeats(),
      this.sockets.receive("shell", (frames) =>
        this.decode(frames, (message) => this.toMain({ type: "request", message })),
      ),
      this.sockets.receive("control", (frames) => this.decode(frames, (message) => this.control.handle(message))),
    ];
    for (const channel of channels) {
      channel.catch((error: unknown) => report("a socket failed", error));
    }
  }

  private toMain(message: FromSockets): void {
    this.options.port.postMessage(message);
  }

  private handle(message: ToSockets): void {
    switch (message.type) {
      case "stream":
        this.batcher.add(message);
        break;
      case "send":
        if (message.channel === "iopub") {
          this.batcher.flush();
        }
        this.sockets.send(message.channel, message.message);
        break;
      case "acknowledged":
        this.unblocker.acknowledged();
        break;
      case "close":
        this.close().catch((error: unknown) => report("closing the sockets failed", error));
        break;
    }
  }

  private async close(): Promise<void> {
    clearInterval(this.parentCheck);
    this.unblocker.acknowledged();
    this.batcher.flush();
    this.control.finishShutdown();
    await this.sockets.close();
    Atomics.store(this.options.closed, 0, 1);
    Atomics.notify(this.options.closed, 0);
    this.options.port.close();
  }

  private sendStream({ name, text, parentHeader }: StreamText): void {
    this.sockets.send("iopub", {
      identities: [`kernel.${this.options.kernelId}.stream.${name}`],
      header: JSON.stringify(this.makeHeader("stream")),
      parentHeader,
      metadata: "{}",
      content: JSON.stringify({ name, text }),
    });
  }

  private decode(frames: Uint8Array[], handle: (message: Message) => void): void {
    try {
      handle(decodeMessage(frames, this.options.connection));
    } catch (error) {
      report("a message is ignored", error);
    }
  }

  /** A Jupyter that was killed cannot shut its kernels down. */
  private watchParent(): void {
    const parent = process.ppid;
    if (process.env["JPY_PARENT_PID"] !== undefined && process.platform !== "win32") {
      this.parentCheck = setInterval(() => {
        if (process.ppid !== parent) {
          clearInterval(this.parentCheck);
          this.control.requestShutdown(false);
        }
      }, parentCheckInterval);
    }
  }
}

async function start(data: SocketThreadData): Promise<void> {
  try {
    new SocketThread(data, await Sockets.bind(data.connection)).run();
  } catch (error) {
    data.port.postMessage({ type: "failed", reason: (error as Error).message } satisfies FromSockets);
    data.port.close();
  }
}

void start(workerData as SocketThreadData);
