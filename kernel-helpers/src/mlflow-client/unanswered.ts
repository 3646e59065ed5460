/** What to do where a connection fails for its certificates: Node's words name no setting. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /self[- ]signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate/i,
    "set MLFLOW_TRACKING_SERVER_CERT_PATH to the certificate of who signed the server's",
  ],
  [
    /certificate required|handshake failure|bad certificate/i,
    "the server asks for a certificate: set MLFLOW_TRACKING_CLIENT_CERT_PATH",
  ],
  [/wrong version number|packet length too long/i, "the server speaks no TLS: give its address with http://"],
  [/Headers Timeout|Body Timeout/i, "MLFLOW_HTTP_REQUEST_TIMEOUT says how many seconds an answer may take"],
];

/** Why no answer came, in words, with the setting that would mend it where there is one. */
export function unansweredReason(cause: unknown): string {
  const reason = messageOf(cause);
  const [, remedy] = remedies.find(([pattern]) => pattern.test(reason)) ?? [];
  return remedy === undefined ? reason : `${reason} (${remedy})`;
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  // an error of several attempts has no message of its own
  return cause.message || ((cause as NodeJS.ErrnoException).code ?? cause.name);
}
