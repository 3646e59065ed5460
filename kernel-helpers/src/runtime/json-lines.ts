import type { Socket } from "node:net";

/** Calls back with each line of JSON that arrives; whoever sends anything else is hung up on. */
export function onJsonLine<T>(socket: Socket, callback: (message: T) => void): void {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    try {
      lines.map((line) => JSON.parse(line) as T).forEach(callback);
    } catch (error) {
      socket.destroy(error instanceof Error ? error : undefined);
    }
  });
}

/** Sends a message as one line of JSON. */
export function sendJsonLine(socket: Socket, message: unknown): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
