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
  | { readonly type: "shutdown"; readonly restart: boolean };
