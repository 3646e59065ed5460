import type { ISignal } from "@lumino/signaling";
import { runCommTarget, type RunRequest } from "trackside/lib/messages";

/** What a request needs of a comm. */
interface AskingComm {
  readonly isDisposed: boolean;
  // methods, because JupyterLab's own messages have more to them
  onMsg(message: { readonly content: { readonly data: unknown } }): void;
  onClose(message: unknown): void;
  open(data: { action: string }): unknown;
  close(): unknown;
}

/** What a request needs of a kernel's connection. */
export interface AskedKernel {
  readonly status: string;
  readonly handleComms: boolean;
  readonly statusChanged: ISignal<unknown, unknown>;
  createComm(targetName: string): AskingComm;
}

/** Statuses of a kernel that answers nothing it was asked before. */
const goneStatuses = new Set(["restarting", "autorestarting", "terminating", "dead"]);

/**
 * Asks a kernel to do something with its session's run; resolves when it is done, which is after the cell that runs.
 *
 * @throws an error whose message is for a person.
 */
export async function askKernel(kernel: AskedKernel, request: RunRequest): Promise<void> {
  if (!kernel.handleComms) {
    throw new Error("This connection to the kernel takes no requests.");
  }
  const comm = kernel.createComm(runCommTarget);
  const failure = await new Promise<string | null>((resolve, reject) => {
    const onStatus = (): void => {
      if (goneStatuses.has(kernel.status)) {
        kernel.statusChanged.disconnect(onStatus);
        reject(new Error("The kernel ended before it came to that."));
      }
    };
    kernel.statusChanged.connect(onStatus);
    comm.onMsg = ({ content }) => {
      kernel.statusChanged.disconnect(onStatus);
      resolve(failureIn(content.data));
    };
    comm.onClose = () => {
      kernel.statusChanged.disconnect(onStatus);
      reject(new Error("The kernel does not know this request: restart it to have the version that does."));
    };
    comm.open({ ...request });
  });
  if (!comm.isDisposed) {
    comm.close();
  }
  if (failure !== null) {
    throw new Error(failure);
  }
}

/** Reads the kernel's answer, which code in a cell could have sent as well. */
function failureIn(data: unknown): string | null {
  const failure = typeof data === "object" && data !== null ? (data as Record<string, unknown>)["failure"] : undefined;
  return typeof failure === "string" ? failure : null;
}
