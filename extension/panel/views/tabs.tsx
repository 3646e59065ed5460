import { useRef, type JSX, type KeyboardEvent } from "react";

import { tabIds, useViewContext, type TabId } from "../../common";

interface TabBarProps {
  readonly selected: TabId;
  /** Said after a tab's name: how much there is in it. */
  readonly counts: Readonly<Partial<Record<TabId, number>>>;
  readonly onSelect: (tab: TabId) => void;
}

/** Ids of the elements that belong together. */
export const tabElementIds = {
  tab: (tab: TabId): string => `trackside-tab-${tab}`,
  content: "trackside-tab-content",
};

/** The panel's tabs: arrow keys, Home and End go from one to the other. */
export function TabBar({ selected, counts, onSelect }: TabBarProps): JSX.Element {
  const { trans } = useViewContext();
  const bar = useRef<HTMLDivElement>(null);
  const names: Readonly<Record<TabId, string>> = {
    overview: trans.__("Overview"),
    metrics: trans.__("Metrics"),
    pipeline: trans.__("Pipeline"),
    artifacts: trans.__("Artifacts"),
    compare: trans.__("Compare"),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabAfter(selected, event.key);
    if (next !== null) {
      event.preventDefault();
      onSelect(next);
      bar.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
    }
  };
  return (
    <div ref={bar} className="trackside-Tabs" role="tablist" aria-label={trans.__("Parts of the run")}>
      {tabIds.map((tab) => (
        <button
          key={tab}
          id={tabElementIds.tab(tab)}
          type="button"
          role="tab"
          className="trackside-Tabs-tab"
          data-tab={tab}
          aria-selected={tab === selected}
          aria-controls={tabElementIds.content}
          tabIndex={tab === selected ? 0 : -1}
          onClick={() => {
            onSelect(tab);
          }}
          onKeyDown={onKeyDown}
        >
          <span className="trackside-Tabs-name">{names[tab]}</span>
          {(counts[tab] ?? 0) > 0 && <span className="trackside-Tabs-count">{counts[tab]}</span>}
        </button>
      ))}
    </div>
  );
}

function tabAfter(tab: TabId, key: string): TabId | null {
  const index = tabIds.indexOf(tab);
  const count = tabIds.length;
  const target = { ArrowRight: index + 1, ArrowLeft: index + count - 1, Home: 0, End: count - 1 }[key];
  return target === undefined ? null : (tabIds[target % count] ?? null);
}
