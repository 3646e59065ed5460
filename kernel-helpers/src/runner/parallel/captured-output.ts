import { StringDecoder } from "node:string_decoder";
import type { MessagePort } from "node:worker_threads";
import type { OutputMessage } from "./messages";

type Callback = (error?: Error | null) => void;

/**
 * Sends what is printed while a node runs to the main thread at once, in the order of all else that is said about the node.
 * A worker's own streams would keep it until a synchronous loop ends, and lose it when the thread is stopped.
 */
export async function withOutputTo<Result>(port: MessagePort, work: () => Promise<Result>): Promise<Result> {
  const restore = (["stdout", "stderr"] as const).map((stream) => capture(stream, port));
  try {
    return await work();
  } finally {
    restore.forEach((each) => each());
  }
}

function capture(stream: OutputMessage["stream"], port: MessagePort): () => void {
  const target = process[stream];
  const original = Object.getOwnPropertyDescriptor(target, "write");
  // A character of several bytes may come in two pieces.
  const decoder = new StringDecoder("utf8");
  target.write = (
    chunk: Uint8Array | string,
    encodingOrCallback?: BufferEncoding | Callback,
    callback?: Callback,
  ): boolean => {
    const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
    port.postMessage({ type: "output", stream, text } satisfies OutputMessage);
    const done = typeof encodingOrCallback === "function" ? encodingOrCallback : callback;
    if (done) {
      process.nextTick(done);
    }
    return true;
  };
  return () => {
    if (original) {
      Object.defineProperty(target, "write", original);
    } else {
      delete (target as { write?: unknown }).write;
    }
  };
}
