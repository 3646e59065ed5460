import type { JSX } from "react";

import { Notice, useViewContext, type ViewContext } from "../../common";
import type { Connection, ConnectionFailure } from "../../feed";

/** Says that the gateway cannot be heard, why, and what to do; nothing while all is well. */
export function ConnectionNotice({
  connection,
  onRetry,
}: {
  connection: Connection;
  onRetry: () => void;
}): JSX.Element | null {
  const context = useViewContext();
  if (connection.state !== "unreachable") {
    return null;
  }
  return (
    <Notice
      kind={connection.failure.kind}
      role="status"
      title={context.trans.__("Trackside gateway unreachable")}
      action={context.trans.__("Try now")}
      onAction={onRetry}
    >
      <p>{failureText(connection.failure, context)}</p>
    </Notice>
  );
}

function failureText(failure: ConnectionFailure, { trans }: ViewContext): string {
  if (failure.kind === "network") {
    return trans.__("The connection was lost. Your cells go on being recorded; the panel tries again by itself.");
  }
  if (failure.kind === "unexpected") {
    return trans.__("Something else answered in its place. Reload the page, and log in again if you are asked to.");
  }
  switch (failure.status) {
    case 401:
    case 403:
      return trans.__("Jupyter refused the request (HTTP %1). Reload the page to log in again.", failure.status);
    case 404:
      return trans.__(
        "Jupyter Server does not know it (HTTP 404). Install jupyterlab-trackside where Jupyter Server runs, then restart it.",
      );
    default:
      return trans.__(
        "It does not start or does not answer (HTTP %1). Jupyter Server's log says why; the panel tries again by itself.",
        failure.status,
      );
  }
}
