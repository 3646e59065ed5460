import { UseSignal } from "@jupyterlab/ui-components";
import { Debouncer } from "@lumino/polling";
import { useLayoutEffect, useRef, type ComponentType, type JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { ArtifactsTab } from "../../artifacts";
import { FaultBoundary, useViewContext, type PanelLayout, type TabId, type TabProps } from "../../common";
import { CompareTab } from "../../compare";
import { MetricsTab } from "../../metrics";
import { OverviewTab } from "../../overview";
import { PipelineTab } from "../../pipeline";
import type { PanelState } from "../../model";
import { EmptyState } from "./emptystate";
import { Header } from "./header";
import { ConnectionNotice } from "./notice";
import { TabBar, tabElementIds } from "./tabs";

interface RunPanelViewProps {
  readonly state: PanelState;
  readonly layout: PanelLayout;
  readonly onRetry: () => void;
}

const tabs: Readonly<Record<TabId, ComponentType<TabProps>>> = {
  overview: OverviewTab,
  metrics: MetricsTab,
  pipeline: PipelineTab,
  artifacts: ArtifactsTab,
  compare: CompareTab,
};

/** A scroll position is noted when it has rested for so long, in milliseconds. */
const scrollRestMs = 200;

/** Renders the whole panel from its state. */
export function RunPanelView({ state, layout, onRetry }: RunPanelViewProps): JSX.Element {
  const { trans } = useViewContext();
  const { run, connection } = state;
  const unheard = run === null && connection.state === "unreachable";
  return (
    <div className="trackside-Panel-region" role="region" aria-label={trans.__("Run")} data-run={run?.runId ?? ""}>
      {run !== null && (
        <Header key={run.runId} run={run} runUrl={state.runUrl} connection={connection} paused={state.paused} />
      )}
      <ConnectionNotice connection={connection} onRetry={onRetry} />
      {run === null ? (
        !unheard && <EmptyState state={state} />
      ) : (
        <UseSignal signal={layout.changed}>{() => <RunTabs state={state} run={run} layout={layout} />}</UseSignal>
      )}
    </div>
  );
}

interface RunTabsProps {
  readonly state: PanelState;
  readonly run: RunView;
  readonly layout: PanelLayout;
}

function RunTabs({ state: { subject, baseline }, run, layout }: RunTabsProps): JSX.Element {
  const { tab } = layout.arrangement;
  const Tab = tabs[tab];
  const counts = {
    metrics: Object.keys(run.metrics).length,
    pipeline: run.nodes.length,
    artifacts: run.artifacts.length,
  };
  return (
    <>
      <TabBar
        selected={tab}
        counts={counts}
        onSelect={(selected) => {
          void layout.update({ tab: selected });
        }}
      />
      <TabContent key={tab} tab={tab} layout={layout}>
        <FaultBoundary>
          <Tab
            run={run}
            baseline={baseline}
            kernelId={subject.kind === "kernel" ? subject.kernelId : ""}
            layout={layout}
          />
        </FaultBoundary>
      </TabContent>
    </>
  );
}

/** Scrolls, and comes back to where it was. */
function TabContent({
  tab,
  layout,
  children,
}: {
  readonly tab: TabId;
  readonly layout: PanelLayout;
  readonly children: JSX.Element;
}): JSX.Element {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = content.current;
    if (element === null) {
      return undefined;
    }
    element.scrollTop = layout.arrangement.scroll[tab] ?? 0;
    const note = new Debouncer(() => layout.noteScroll(tab, element.scrollTop), scrollRestMs);
    const onScroll = (): void => {
      void note.invoke();
    };
    element.addEventListener("scroll", onScroll);
    return () => {
      element.removeEventListener("scroll", onScroll);
      note.dispose();
    };
  }, [tab, layout]);
  return (
    <div
      ref={content}
      id={tabElementIds.content}
      className="trackside-Tab"
      role="tabpanel"
      aria-labelledby={tabElementIds.tab(tab)}
      tabIndex={0}
      data-tab-content={tab}
    >
      {children}
    </div>
  );
}
