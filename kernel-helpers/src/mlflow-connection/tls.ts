import { createSecureContext } from "node:tls";
import { TracksideError } from "../errors";
import type { TlsSettings } from "../mlflow-client";
import { fileOf, flag } from "./variables";

const authorityVariable = "MLFLOW_TRACKING_SERVER_CERT_PATH";
const clientVariable = "MLFLOW_TRACKING_CLIENT_CERT_PATH";
const insecureVariable = "MLFLOW_TRACKING_INSECURE_TLS";

/**
 * Reads the certificates that `MLFLOW_TRACKING_*` variables name.
 *
 * @throws TracksideError `connection.certificate` when a file is missing or is none, `connection.invalid-variable` when
 * a certificate is given for a server whose certificate is not to be looked at: MLflow refuses that, too.
 * @see mlflow.utils.rest_utils.MlflowHostCreds
 */
export function tlsSettings(environment: NodeJS.ProcessEnv): TlsSettings {
  const isInsecure = flag(environment, insecureVariable);
  if (isInsecure && environment[authorityVariable]) {
    throw new TracksideError(`${insecureVariable} and ${authorityVariable} are both set`, {
      code: "connection.invalid-variable",
      hint: "Keep one of them: with the first, the server's certificate is not checked at all.",
    });
  }
  const certificateAuthorities = fileOf(environment, authorityVariable);
  const clientCertificate = fileOf(environment, clientVariable);
  if (certificateAuthorities !== undefined) {
    checkPem(authorityVariable, environment, () => createSecureContext({ ca: certificateAuthorities }));
    requireBlock(authorityVariable, environment, certificateAuthorities, "CERTIFICATE");
  }
  if (clientCertificate !== undefined) {
    requireBlock(clientVariable, environment, clientCertificate, "PRIVATE KEY");
    checkPem(clientVariable, environment, () =>
      createSecureContext({ cert: clientCertificate, key: clientCertificate }),
    );
  }
  return {
    ...(certificateAuthorities === undefined ? {} : { certificateAuthorities }),
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    ...(isInsecure ? { isInsecure } : {}),
  };
}

/** A text without any certificate is a list of none for Node, which then trusts nobody and does not say why. */
function requireBlock(variable: string, environment: NodeJS.ProcessEnv, text: string, what: string): void {
  if (!new RegExp(`-----BEGIN [A-Z ]*${what}-----`).test(text)) {
    throw invalid(variable, environment, `has no ${what} block in PEM`);
  }
}

function checkPem(variable: string, environment: NodeJS.ProcessEnv, use: () => void): void {
  try {
    use();
  } catch (cause) {
    throw invalid(variable, environment, `cannot be used: ${(cause as Error).message}`, cause);
  }
}

function invalid(variable: string, environment: NodeJS.ProcessEnv, what: string, cause?: unknown): TracksideError {
  return new TracksideError(`${variable} is ${environment[variable]}, which ${what}`, {
    code: "connection.certificate",
    hint:
      variable === clientVariable
        ? "The file holds the client's certificate and its private key without a passphrase, one behind the other, in PEM."
        : "The file holds the certificates, in PEM, of those who may have signed the server's.",
    cause,
  });
}
