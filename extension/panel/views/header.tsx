import { launchIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { CopyButton, useViewContext } from "../../common";
import type { Connection } from "../../feed";
import { useDelivery } from "./delivery";
import { Elapsed } from "./elapsed";
import { StatusBadge } from "./statusbadge";

interface HeaderProps {
  readonly run: RunView;
  readonly runUrl: string | null;
  readonly connection: Connection;
}

/** Says which run this is and how it stands. */
export function Header({ run, runUrl, connection }: HeaderProps): JSX.Element {
  const { trans } = useViewContext();
  const delivery = useDelivery({ run, connection });
  return (
    <div className="trackside-Header">
      <p
        className="trackside-Header-experiment"
        title={trans.__("Experiment %1", run.experiment)}
        data-experiment={run.experiment}
      >
        {run.experiment}
      </p>
      <div className="trackside-Header-row">
        <h2 className="trackside-Header-name" title={run.name}>
          {run.name}
        </h2>
        <CopyButton text={run.mlflowRunId ?? run.runId} label={trans.__("Copy the run's id")} />
      </div>
      <div className="trackside-Header-row">
        <StatusBadge status={run.status} />
        <Elapsed startTime={run.startTime} endTime={run.endTime} />
        {run.attempt > 1 && (
          <span className="trackside-Attempt" data-attempt={run.attempt}>
            {trans.__("Attempt %1", run.attempt)}
          </span>
        )}
      </div>
      <div className="trackside-Header-row trackside-Header-actions">
        {delivery.chip}
        <MlflowLink run={run} url={runUrl} />
      </div>
      {delivery.details}
    </div>
  );
}

function MlflowLink({ run, url }: { run: RunView; url: string | null }): JSX.Element {
  const { trans } = useViewContext();
  const content = (
    <>
      {trans.__("Open in MLflow")}
      <launchIcon.react tag="span" width="14px" height="14px" />
    </>
  );
  if (url === null) {
    const reason =
      run.mlflowRunId === null
        ? trans.__("MLflow does not know this run yet.")
        : trans.__("MLflow's page of this run cannot be reached from here.");
    return (
      <button
        type="button"
        className="trackside-Button"
        data-action="open-in-mlflow"
        aria-disabled="true"
        title={reason}
      >
        {content}
      </button>
    );
  }
  return (
    <a
      className="trackside-Button"
      data-action="open-in-mlflow"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={trans.__("Open this run in MLflow, in a new tab")}
    >
      {content}
    </a>
  );
}
