import { request } from "node:http";

interface Asked {
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly body?: string | undefined;
}

/** Asks a gateway past Jupyter, over its socket. */
export function askGateway(socketPath: string, path: string, { headers = {}, method = "GET", body }: Asked = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request({ socketPath, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
