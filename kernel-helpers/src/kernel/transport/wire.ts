import { createHmac, timingSafeEqual } from "node:crypto";

/** Separates a message's routing frames from its own. */
const delimiter = "<IDS|MSG>";

/** A message's header in Jupyter's protocol, whose field names these are. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly version: string;
}

/** A message as it was received. */
export interface Message {
  /** ZeroMQ's return address; the topic on iopub. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** A message ready to be signed and sent: its four dictionaries as JSON. */
export interface OutgoingMessage {
  readonly identities: readonly (Uint8Array | string)[];
  readonly header: string;
  readonly parentHeader: string;
  readonly metadata: string;
  readonly content: string;
}

/** How messages are signed; no signature with an empty key. */
export interface Signing {
  readonly key: string;
  readonly signature_scheme: string;
}

function sign(signing: Signing, parts: readonly (string | Uint8Array)[]): string {
  if (signing.key === "") {
    return "";
  }
  const hmac = createHmac(signing.signature_scheme.replace(/^hmac-/, ""), signing.key);
  for (const part of parts) {
    hmac.update(part);
  }
  return hmac.digest("hex");
}

/** Makes the frames of a message, signed, in the order of Jupyter's wire protocol. */
export function encodeMessage(message: OutgoingMessage, signing: Signing): (string | Uint8Array)[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content];
  return [...message.identities, delimiter, sign(signing, parts), ...parts];
}

function parseDictionary(frame: Uint8Array): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(frame).toString("utf8"));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("a part of the message is not a dictionary");
  }
  return value as Record<string, unknown>;
}

function signatureMatches(received: Uint8Array, expected: string): boolean {
  const bytes = Buffer.from(expected);
  return received.length === bytes.length && timingSafeEqual(received, bytes);
}

/**
 * Reads the frames of a message.
 *
 * @throws Error when they are no message, or one signed with another key.
 */
export function decodeMessage(frames: readonly Uint8Array[], signing: Signing): Message {
  const start = frames.findIndex((frame) => Buffer.from(frame).toString("latin1") === delimiter);
  const [signature, header, parent, metadata, content, ...buffers] = frames.slice(start + 1);
  if (start < 0 || !signature || !header || !parent || !metadata || !content) {
    throw new Error(`${frames.length} frames are not a message of Jupyter's protocol`);
  }
  const parts = [header, parent, metadata, content];
  if (signing.key !== "" && !signatureMatches(signature, sign(signing, parts))) {
    throw new Error("the message's signature is wrong");
  }
  const parsedHeader = parseDictionary(header);
  if (typeof parsedHeader["msg_type"] !== "string" || typeof parsedHeader["msg_id"] !== "string") {
    throw new Error("the message's header has no msg_type or msg_id");
  }
  return {
    identities: frames.slice(0, start),
    header: parsedHeader as unknown as Header,
    metadata: parseDictionary(metadata),
    content: parseDictionary(content),
    buffers,
  };
}
