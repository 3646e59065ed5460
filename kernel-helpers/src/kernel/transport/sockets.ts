import type { Publisher, Reply, Router } from "zeromq";

import type { ConnectionInfo } from "./connection-file";
import { encodeMessage, type OutgoingMessage } from "./wire";

type Frames = (string | Uint8Array)[];

/** How long the last messages may take to leave when the kernel closes, in milliseconds. */
const linger = 1000;

/** Jupyter's five sockets, bound where the connection file says. */
export class Sockets {
  private lastSend: Promise<void> = Promise.resolve();

  private constructor(
    private readonly connection: ConnectionInfo,
    private readonly heartbeat: Reply,
    private readonly publisher: Publisher,
    private readonly routers: Record<"shell" | "control" | "stdin", Router>,
  ) {}

  static async bind(connection: ConnectionInfo): Promise<Sockets> {
    const zeromq = await import("zeromq");
    const sockets = new Sockets(
      connection,
      new zeromq.Reply(),
      // no limit: a message that a slow reader has not fetched yet must not be dropped
      new zeromq.Publisher({ sendHighWaterMark: 0, linger }),
      {
        shell: new zeromq.Router({ linger }),
        control: new zeromq.Router({ linger }),
        stdin: new zeromq.Router({ linger: 0 }),
      },
    );
    await sockets.bindAll();
    return sockets;
  }

  /** Calls `handle` with the frames of each message of a channel, until the socket is closed. */
  async receive(channel: "shell" | "control", handle: (frames: Uint8Array[]) => void): Promise<void> {
    for await (const frames of this.routers[channel]) {
      // a Buffer may be a window on a larger pool, all of which would be copied to another thread
      handle(frames.map((frame) => Uint8Array.from(frame)));
    }
  }

  /** Sends after all earlier messages, so that no socket is written to twice at a time and order is kept. */
  send(channel: "shell" | "control" | "iopub", message: OutgoingMessage): void {
    const frames: Frames = encodeMessage(message, this.connection);
    const socket = channel === "iopub" ? this.publisher : this.routers[channel];
    this.lastSend = this.lastSend.then(() => socket.send(frames));
  }

  /** Closes all sockets once every message is on its way. */
  async close(): Promise<void> {
    await this.lastSend;
    for (const socket of [this.publisher, this.heartbeat, ...Object.values(this.routers)]) {
      socket.close();
    }
  }

  /** Echoes each heartbeat, by which Jupyter knows that the kernel lives. */
  async echoHeartbeats(): Promise<void> {
    for await (const frames of this.heartbeat) {
      await this.heartbeat.send(frames);
    }
  }

  private async bindAll(): Promise<void> {
    const { transport, ip, ...info } = this.connection;
    const separator = transport === "ipc" ? "-" : ":";
    const address = (port: number): string => `${transport}://${ip}${separator}${port}`;
    const bound = await Promise.allSettled([
      this.heartbeat.bind(address(info.hb_port)),
      this.publisher.bind(address(info.iopub_port)),
      this.routers.shell.bind(address(info.shell_port)),
      this.routers.control.bind(address(info.control_port)),
      this.routers.stdin.bind(address(info.stdin_port)),
    ]);
    const failed = bound.find((each): each is PromiseRejectedResult => each.status === "rejected");
    if (failed) {
      // a thread that ends with open sockets takes the process down before it can say why
      await this.close();
      throw failed.reason;
    }
  }
}
