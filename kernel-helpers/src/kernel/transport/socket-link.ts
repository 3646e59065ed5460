import { join } from "node:path";
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from "node:worker_threads";

import { createHeaderFactory } from "./header";
import type { FromSockets, SocketThreadData, SocketThreadOptions, StreamText, ToSockets } from "./thread-messages";
import type { Header, Message } from "./wire";

type Dictionary = Readonly<Record<string, unknown>>;

/** What the kernel does about what arrives from Jupyter. */
export interface SocketEvents {
  request(message: Message): void;
  interrupt(): void;
  shutdown(restart: boolean): void;
  /** The sockets could not be bound or broke: nobody can reach this kernel any more. */
  failed(error: Error): void;
}

/**
 * The main thread's end of the kernel's sockets.
 *
 * Sends hand a message over to the socket thread and return; it leaves at once, also while this thread is blocked.
 */
export class SocketLink {
  private readonly port: MessagePort;
  private readonly thread: Worker;
  private readonly ended: Promise<void>;
  private readonly closed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private readonly makeHeader: ReturnType<typeof createHeaderFactory>;
  private readonly kernelId: string;

  constructor(
    options: SocketThreadOptions,
    private readonly events: SocketEvents,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.kernelId = options.kernelId;
    this.makeHeader = createHeaderFactory(options.session);
    const workerData: SocketThreadData = { ...options, port: port2, closed: this.closed };
    this.thread = new Worker(join(__dirname, "socket-thread.js"), {
      name: "trackside sockets",
      workerData,
      transferList: [port2],
    });
    this.thread.on("error", (error) => events.failed(error));
    this.ended = new Promise((resolve) => this.thread.once("exit", () => resolve()));
    port1.on("message", (message: FromSockets) => this.handle(message));
  }

  /** Publishes a message on iopub, as caused by the request with the header `parent`. */
  publish(parent: Header | undefined, messageType: string, content: Dictionary, metadata: Dictionary = {}): void {
    const topic = `kernel.${this.kernelId}.${messageType}`;
    this.send("iopub", [topic], parent, messageType, content, metadata);
  }

  /** Answers a request on the shell channel. */
  reply(request: Message, messageType: string, content: Dictionary, metadata: Dictionary = {}): void {
    this.send("shell", request.identities, request.header, messageType, content, metadata);
  }

  /** Publishes text that user code wrote. */
  stream(parent: Header | undefined, name: StreamText["name"], text: string): void {
    this.post({ type: "stream", name, text, parentHeader: JSON.stringify(parent ?? {}) });
  }

  /** Handles at once what has already arrived, instead of when the event loop comes round to it. */
  drain(): void {
    for (let next = receiveMessageOnPort(this.port); next; next = receiveMessageOnPort(this.port)) {
      this.handle(next.message as FromSockets);
    }
  }

  /** Answers a pending shutdown request, sends what is left and closes the sockets. */
  async close(): Promise<void> {
    this.post({ type: "close" });
    await this.ended;
  }

  /** Closes as {@link close} does, but without the event loop: for a process that is about to exit. */
  closeNow(limitMs: number): void {
    this.post({ type: "close" });
    Atomics.wait(this.closed, 0, 0, limitMs);
  }

  private handle(message: FromSockets): void {
    switch (message.type) {
      case "request":
        this.events.request(message.message);
        break;
      case "interrupt":
        this.post({ type: "acknowledged" });
        this.events.interrupt();
        break;
      case "shutdown":
        this.post({ type: "acknowledged" });
        this.events.shutdown(message.restart);
        break;
      case "failed":
        void this.ended.then(() => this.events.failed(new Error(message.reason)));
        break;
    }
  }

  private send(
    channel: "shell" | "iopub",
    identities: readonly (Uint8Array | string)[],
    parent: Header | undefined,
    messageType: string,
    content: Dictionary,
    metadata: Dictionary,
  ): void {
    const message = {
      identities,
      header: JSON.stringify(this.makeHeader(messageType)),
      parentHeader: JSON.stringify(parent ?? {}),
      metadata: JSON.stringify(metadata),
      content: JSON.stringify(content),
    };
    this.post({ type: "send", channel, message });
  }

  private post(message: ToSockets): void {
    this.port.postMessage(message);
  }
}
