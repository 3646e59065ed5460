import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";

/** A certificate authority of a test's own, and what it signed for a server and a client; files in PEM. */
export interface Certificates {
  readonly authority: string;
  readonly server: { readonly cert: string; readonly key: string };
  /** Path of the authority's certificate. */
  readonly authorityFile: string;
  /** Path of the client's certificate with its key. */
  readonly clientFile: string;
}

const options = { keySize: 2048, algorithm: "sha256" } as const;

export async function makeCertificates(folder: string): Promise<Certificates> {
  const authority = await generate([{ name: "commonName", value: "harbour authority" }], {
    ...options,
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, digitalSignature: true },
    ],
  });
  const ca = { key: authority.private, cert: authority.cert };
  const server = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    ...options,
    ca,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  const client = await generate([{ name: "commonName", value: "ann" }], {
    ...options,
    ca,
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", clientAuth: true },
    ],
  });
  const authorityFile = join(folder, "authority.pem");
  const clientFile = join(folder, "client.pem");
  writeFileSync(authorityFile, authority.cert);
  writeFileSync(clientFile, `${client.cert}\n${client.private}`);
  return { authority: authority.cert, server: { cert: server.cert, key: server.private }, authorityFile, clientFile };
}
