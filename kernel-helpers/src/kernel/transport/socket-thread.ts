import { workerData, type MessagePort } from "node:worker_threads";

import { ControlChannel } from "./control-channel";
import { createHeaderFactory } from "./header";
import { Sockets } from "./sockets";
import { StreamBatcher } from "./stream-batcher";
import type { FromSockets, SocketThreadOptions, StreamText, ToSockets } from "./thread-messages";
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
    private readonly options: SocketThreadOptions,
    private readonly port: MessagePort,
    private readonly sockets: Sockets,
  ) {
    this.makeHeader = createHeaderFactory(options.session);
    this.control = new ControlChannel(options, sockets, this.unblocker, (message) => this.toMain(message));
  }

  run(): void {
    this.port.on("message", (message: ToSockets) => this.handle(message));
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
    this.port.postMessage(message);
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
    this.port.close();
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

async function start({ port, ...options }: SocketThreadOptions & { port: MessagePort }): Promise<void> {
  new SocketThread(options, port, await Sockets.bind(options.connection)).run();
}

// A port that is taken ends the thread with an error, which the main thread hears of.
void start(workerData as SocketThreadOptions & { port: MessagePort });
