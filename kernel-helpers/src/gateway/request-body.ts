import type { IncomingMessage } from "node:http";

/** A request that asks for what cannot be done; the message is for the person behind it. */
export class RefusedRequest extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "RefusedRequest";
  }
}

/**
 * Takes no body but JSON: pages of other sites can send forms and plain text, but not this without being asked first.
 *
 * @throws {@link RefusedRequest}
 */
export function requireJson({ headers }: IncomingMessage): void {
  if (!/^application\/json\s*(?:;|$)/i.test(headers["content-type"] ?? "")) {
    throw new RefusedRequest(415, "the body must be application/json");
  }
}

/**
 * Reads the JSON object that a request carries.
 *
 * @throws {@link RefusedRequest} for another type, too long a body, and what is no object.
 */
export async function readJsonBody(request: IncomingMessage, longestBytes: number): Promise<Record<string, unknown>> {
  requireJson(request);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > longestBytes) {
      throw new RefusedRequest(413, `the body is longer than ${longestBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return parseObject(Buffer.concat(chunks).toString("utf8"));
}

function parseObject(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new RefusedRequest(400, "the body is not JSON");
  }
  if (!isObject(parsed)) {
    throw new RefusedRequest(400, "the body is not a JSON object");
  }
  return parsed;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
