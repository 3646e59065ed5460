import { launchIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { CopyButton, moreIcon, resumeIcon, useRunActions, useViewContext } from "../../common";
import type { Connection } from "../../feed";
import { useDelivery } from "./delivery";
import { Elapsed } from "./elapsed";
import { RunName } from "./runname";
import { StatusBadge } from "./statusbadge";

interface HeaderProps {
  readonly run: RunView;
  readonly runUrl: string | null;
  readonly connection: Connection;
  readonly paused: boolean;
}

/** Says which run this is and how it stands. */
export function Header({ run, runUrl, connection, paused }: HeaderProps): JSX.Element {
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
        <RunName name={run.name} />
        <CopyButton text={run.mlflowRunId ?? run.runId} label={trans.__("Copy the run's id")} />
        <MenuButton />
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
        {paused ? <PausedChip /> : delivery.chip}
        <MlflowLink run={run} url={runUrl} />
      </div>
      {!paused && delivery.details}
    </div>
  );
}

/** Opens the menu of what can be done with the run, below itself. */
function MenuButton(): JSX.Element {
  const { trans } = useViewContext();
  const { openMenu } = useRunActions();
  return (
    <button
      type="button"
      className="trackside-IconButton trackside-Header-menu"
      data-action="menu"
      aria-haspopup="menu"
      title={trans.__("What can be done with the run")}
      aria-label={trans.__("Actions")}
      onClick={(event) => {
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        openMenu(left, bottom);
      }}
    >
      <moreIcon.react tag="span" width="16px" height="16px" />
    </button>
  );
}

/** Stands where it else says how live the panel is. */
function PausedChip(): JSX.Element {
  const { trans } = useViewContext();
  const { resume } = useRunActions();
  return (
    <button
      type="button"
      className="trackside-Delivery"
      data-delivery="paused"
      title={trans.__("The panel stays as it is, while all goes on being recorded. Click to go on.")}
      onClick={resume}
    >
      <span className="trackside-Delivery-dot" />
      {trans.__("Paused")}
      <resumeIcon.react tag="span" width="14px" height="14px" />
    </button>
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
