import type { JSX } from "react";

import { useViewContext } from "../../common";
import type { PanelLayout } from "../layout";
import type { PanelState } from "../tokens";
import { Artifacts } from "./artifacts";
import { EmptyState } from "./emptystate";
import { Header } from "./header";
import { Metrics } from "./metrics";
import { Nodes } from "./nodes";
import { ConnectionNotice } from "./notice";
import { Params } from "./params";
import { Tags } from "./tags";

interface RunPanelViewProps {
  readonly state: PanelState;
  readonly layout: PanelLayout;
  readonly onRetry: () => void;
}

/** Renders the whole panel from its state. */
export function RunPanelView({ state, layout, onRetry }: RunPanelViewProps): JSX.Element {
  const { trans } = useViewContext();
  const { run, connection } = state;
  const unheard = run === null && connection.state === "unreachable";
  return (
    <div className="trackside-Panel-region" role="region" aria-label={trans.__("Run")} data-run={run?.runId ?? ""}>
      {run !== null && <Header key={run.runId} run={run} runUrl={state.runUrl} connection={connection} />}
      <ConnectionNotice connection={connection} onRetry={onRetry} />
      {run === null ? (
        !unheard && <EmptyState state={state} />
      ) : (
        <div className="trackside-Panel-sections">
          <Metrics metrics={run.metrics} layout={layout} />
          <Nodes nodes={run.nodes} layout={layout} />
          <Params params={run.params} layout={layout} />
          <Artifacts artifacts={run.artifacts} layout={layout} />
          <Tags tags={run.tags} layout={layout} />
        </div>
      )}
    </div>
  );
}
