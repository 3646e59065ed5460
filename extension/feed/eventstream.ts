import { ServerConnection } from "@jupyterlab/services";
import { createParser, type EventSourceMessage } from "eventsource-parser";

import type { ConnectionFailure } from "./tokens";

/** What ended a stream before it gave its first event. */
export class EventStreamError extends Error {
  readonly failure: ConnectionFailure;

  constructor(failure: ConnectionFailure, cause?: unknown) {
    super(`The event stream failed: ${failure.kind}`, { cause });
    this.name = "EventStreamError";
    this.failure = failure;
  }
}

export interface EventStreamOptions {
  readonly settings: ServerConnection.ISettings;
  readonly signal: AbortSignal;
  readonly onEvent: (event: EventSourceMessage) => void;
  /** Called for every piece that arrives, keep-alive comments included. */
  readonly onActivity: () => void;
}

/**
 * Reads server-sent events until the stream ends.
 *
 * `fetch` instead of `EventSource`: Jupyter's token travels in a header rather than in a URL that proxies log, and a
 * refusal has a status that can be explained.
 *
 * @throws {@link EventStreamError} when the answer is not a stream of events, or the stream breaks.
 */
export async function readEventStream(url: string, options: EventStreamOptions): Promise<void> {
  const response = await request(url, options);
  const reader = eventBody(response).getReader();
  const parser = createParser({ onEvent: options.onEvent });
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        throw new EventStreamError({ kind: "network" }, error);
      });
      if (done) {
        return;
      }
      options.onActivity();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    // The stream has ended or broken: what cancelling it could still fail at concerns nobody.
    reader.cancel().catch(() => undefined);
  }
}

async function request(url: string, { settings, signal }: EventStreamOptions): Promise<Response> {
  const init: RequestInit = { signal, headers: { Accept: "text/event-stream" } };
  try {
    return await ServerConnection.makeRequest(url, init, settings);
  } catch (error) {
    throw new EventStreamError({ kind: "network" }, error);
  }
}

function eventBody(response: Response): ReadableStream<Uint8Array> {
  if (!response.ok) {
    throw new EventStreamError({ kind: "status", status: response.status });
  }
  const isEvents = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (!isEvents || response.body === null) {
    throw new EventStreamError({ kind: "unexpected" });
  }
  return response.body;
}
