import { randomUUID } from "node:crypto";

import type { Header } from "./wire";

/** The version of Jupyter's messaging protocol that this kernel speaks. */
export const protocolVersion = "5.3";

/** Makes headers of messages that belong to one session. */
export function createHeaderFactory(session: string): (messageType: string) => Header {
  return (messageType) => ({
    msg_id: randomUUID(),
    msg_type: messageType,
    session,
    username: "kernel",
    date: new Date().toISOString(),
    version: protocolVersion,
  });
}
