import { StringDecoder } from "node:string_decoder";

type Callback = (error?: Error | null) => void;

/** Sends what is written to `process.stdout` and `process.stderr` to `write` instead. */
export function captureOutput(write: (name: "stdout" | "stderr", text: string) => void): void {
  for (const name of ["stdout", "stderr"] as const) {
    // a character of several bytes may come in two pieces
    const decoder = new StringDecoder("utf8");
    process[name].write = (
      chunk: Uint8Array | string,
      encodingOrCallback?: BufferEncoding | Callback,
      callback?: Callback,
    ): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk));
      if (text !== "") {
        write(name, text);
      }
      const done = typeof encodingOrCallback === "function" ? encodingOrCallback : callback;
      if (done) {
        process.nextTick(done);
      }
      return true;
    };
  }
}
