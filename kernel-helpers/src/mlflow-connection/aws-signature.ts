import { createHash, createHmac } from "node:crypto";
import type { Checksum, SourceData } from "@smithy/types";
import type { OutgoingRequest, RequestAuthenticator } from "../mlflow-client";
import type { AwsLogin } from "./aws-credentials";

/** What a signature is for. */
export interface SignatureScope {
  /** AWS's name of the service, such as `sagemaker-mlflow`. */
  readonly service: string;
  readonly region: string;
  /** Send the body's digest as a header, too: S3 and SageMaker want it. */
  readonly sendsDigest: boolean;
}

/** So long before they end, credentials are asked for again. */
const renewBeforeMs = 300_000;

/** Signs each request by AWS's Signature Version 4. */
export class AwsSignature implements RequestAuthenticator {
  readonly readsBody = true;
  private login: Promise<AwsLogin> | undefined;

  /**
   * @param logIn - finds the credentials; asked again before they expire, and when the server refused them.
   * @param now - for tests with published signatures.
   */
  constructor(
    private readonly scope: SignatureScope,
    private readonly logIn: () => Promise<AwsLogin>,
    private readonly now: () => Date = () => new Date(),
  ) {}

  async headersFor({ method, url, headers, body }: OutgoingRequest): Promise<Record<string, string>> {
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const { credentials } = await this.freshLogin();
    const { service, region, sendsDigest } = this.scope;
    const signer = new SignatureV4({ service, region, applyChecksum: sendsDigest, credentials, sha256: Sha256 });
    const signed = await signer.sign(
      {
        method,
        protocol: url.protocol,
        hostname: url.hostname,
        path: url.pathname,
        query: queryOf(url),
        headers: { ...headers, host: url.host },
        body,
      },
      { signingDate: this.now() },
    );
    return signed.headers;
  }

  refused(): void {
    this.login = undefined;
  }

  private async freshLogin(): Promise<AwsLogin> {
    const known = await (this.login ??= this.logInAnew());
    const expiresAt = known.credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    return expiresAt - this.now().getTime() > renewBeforeMs ? known : (this.login = this.logInAnew());
  }

  private logInAnew(): Promise<AwsLogin> {
    const login = this.logIn();
    login.catch(() => {
      // Who waits for it hears why; the next request is to try again.
      this.login = undefined;
    });
    return login;
  }
}

/** A key may stand more than once. */
function queryOf(url: URL): Record<string, string | string[]> {
  const keys = new Set(url.searchParams.keys());
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = url.searchParams.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** What the two kinds of Node's have in common. */
interface Digest {
  update(chunk: Uint8Array | string): unknown;
  digest(): Uint8Array;
}

/** Node's own SHA-256 in the shape that the signer wants. */
class Sha256 implements Checksum {
  private hash: Digest;

  constructor(private readonly secret?: SourceData) {
    this.hash = this.start();
  }

  update(chunk: Uint8Array | string): void {
    this.hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {
    this.hash = this.start();
  }

  private start(): Digest {
    return this.secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(this.secret));
  }
}

function bytesOf(data: SourceData): Uint8Array | string {
  if (typeof data === "string") {
    return data;
  }
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
