import { Agent, type Dispatcher } from "undici";
import type { TlsSettings } from "./connection";

const connectTimeoutMs = 5_000;

/** Makes a pool of kept connections to one server, with the certificates that it asks for. */
export function createAgent(connections: number, tls: TlsSettings = {}): Dispatcher {
  const { certificateAuthorities, clientCertificate, isInsecure } = tls;
  return new Agent({
    connections,
    connect: {
      timeout: connectTimeoutMs,
      ...(certificateAuthorities === undefined ? {} : { ca: certificateAuthorities }),
      ...(clientCertificate === undefined ? {} : { cert: clientCertificate, key: clientCertificate }),
      ...(isInsecure ? { rejectUnauthorized: false } : {}),
    },
  });
}
