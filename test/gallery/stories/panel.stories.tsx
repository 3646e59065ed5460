import type { JSX } from "react";
import type { RunView } from "trackside/lib/messages";

import { PanelLayout, PanelServicesProvider, tabIds, type PanelServices, type TabId } from "../../../extension/common";
import type { PanelState } from "../../../extension/model";
import { RunPanelView } from "../../../extension/panel";
import type { Story } from "../story";
import { failed, finished, hostile, longNames, offline, secondAttempt } from "./runs";

/** There is no gateway behind the gallery: what asks it shows that it has no answer. */
export const services: PanelServices = {
  gateway: {
    address: () => "about:blank",
    get: () => Promise.reject(new Error("There is no gateway in the gallery.")),
    post: () => Promise.reject(new Error("There is no gateway in the gallery.")),
    fetch: () => Promise.reject(new Error("There is no gateway in the gallery.")),
  },
  notebook: { runCode: () => undefined, revealCell: () => undefined },
  renderer: { canRender: () => false, render: () => () => undefined },
  openWide: () => undefined,
};

/** The panel in one of its states; `gateway` says what is answered where something is asked. */
export function panel(
  parts: Partial<PanelState>,
  tab: TabId = "overview",
  gateway: Partial<PanelServices["gateway"]> = {},
  open: Readonly<Record<string, boolean>> = {},
): JSX.Element {
  const layout = new PanelLayout();
  void layout.update({ tab, open });
  const state: PanelState = {
    subject: { kind: "kernel", path: "arrivals.ipynb", kernelId: "k1", alive: true },
    run: null,
    baseline: null,
    connection: { state: "open" },
    runUrl: parts.run?.link ?? null,
    paused: false,
    ...parts,
  };
  return (
    <PanelServicesProvider value={{ ...services, gateway: { ...services.gateway, ...gateway } }}>
      <RunPanelView state={state} layout={layout} onRetry={() => undefined} />
    </PanelServicesProvider>
  );
}

const runs: readonly (readonly [string, RunView, RunView | null])[] = [
  ["finished", finished, null],
  ["second attempt", secondAttempt, finished],
  ["failed", failed, null],
  ["offline", offline, null],
  ["long names", longNames, null],
  ["hostile values", hostile, hostile],
];

export const panelStories: readonly Story[] = [
  ...runs.flatMap(([name, run, baseline]) =>
    tabIds.map((tab): Story => ({ name: `${name}, ${tab}`, render: () => panel({ run, baseline }, tab) })),
  ),
  { name: "no notebook", render: () => panel({ subject: { kind: "none" } }) },
  { name: "no run yet", render: () => panel({}) },
  {
    name: "gateway unreachable",
    render: () => panel({ connection: { state: "unreachable", failure: { kind: "network" }, retryAt: 0 } }),
  },
];
