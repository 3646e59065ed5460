import type { MessagePort } from "node:worker_threads";

import type { ConnectionInfo } from "./connection-file";
import type { Message, OutgoingMessage } from "./wire";

/** What the socket thread is started with. */
export interface SocketThreadOptions {
  readonly connection: ConnectionInfo;
  readonly kernelId: string;
  /** The kernel's session id, for headers made in the thread. */
  readonly session: string;
  /** Content of `kernel_info_reply`, answered on the control channel also while a cell blocks the main thread. */
  readonly kernelInfo: Readonly<Record<string, unknown>>;
}

/** What the socket thread is handed by its link. */
export interface SocketThreadData extends SocketThreadOptions {
  readonly port: MessagePort;
  /** Its one element becomes 1 when the sockets are closed, for a main thread that can only wait synchronously. */
  readonly closed: Int32Array;
}

/** Text a cell wrote, with the JSON of the header it belongs to. */
export interface StreamText {
  readonly name: "stdout" | "stderr";
  readonly text: string;
  readonly parentHeader: string;
}

/** From the main thread to the socket thread. */
export type ToSockets =
  | { readonly type: "send"; readonly channel: "shell" | "iopub"; readonly message: OutgoingMessage }
  | ({ readonly type: "stream" } & StreamText)
  /** The main thread's event loop has seen the interrupt or shutdown. */
  | { readonly type: "acknowledged" }
  /** All is done: answer a pending shutdown request, let messages out, close. */
  | { readonly type: "close" };

/** From the socket thread to the main thread. */
export type FromSockets =
  | { readonly type: "request"; readonly message: Message }
  | { readonly type: "interrupt" }
  | { readonly type: "shutdown"; readonly restart: boolean }
  /** The sockets could not be bound, and the thread has ended. */
  | { readonly type: "failed"; readonly reason: string };
