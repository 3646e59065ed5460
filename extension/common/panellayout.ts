import type { ReadonlyPartialJSONValue } from "@lumino/coreutils";
import { Signal, type ISignal } from "@lumino/signaling";

import type { SavedState } from "./browsermemory";

const stateKey = "trackside:panel";

/** The tabs of the panel, in their order. */
export const tabIds = ["overview", "metrics", "pipeline", "artifacts", "compare"] as const;
export type TabId = (typeof tabIds)[number];

/** What runs are sorted by: a field in MLflow's words, for example `metrics.loss`. */
export interface RunSort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** How runs are compared. */
export interface CompareArrangement {
  /** Ids of runs beside the one that is shown, MLflow's where it knows them; the first is what the others are compared with. */
  readonly chosen: readonly string[];
  /** Fields in the table of runs, in MLflow's words; empty while nobody has chosen any. */
  readonly columns: readonly string[];
  readonly sort: RunSort;
  /** Whether what is the same in all runs is shown, too. */
  readonly showsAll: boolean;
  /** The metric that is charted, or `null`. */
  readonly chart: string | null;
}

/** What a person has set up in the panel; it is the same for all runs, and remembered over a reload of the page. */
export interface PanelArrangement {
  readonly tab: TabId;
  /** Collapsible sections by their ids; those not named are as they are at first. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Where each tab is scrolled to, in pixels. */
  readonly scroll: Readonly<Partial<Record<TabId, number>>>;
  /** Texts by which lists are filtered, by the list's name. */
  readonly filters: Readonly<Record<string, string>>;
  /** Keys of the metrics that stand first. */
  readonly pinnedMetrics: readonly string[];
  /** How each chart is set up, by what it shows; a chart reads its own settings and leaves out what it cannot use. */
  readonly charts: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly compare: CompareArrangement;
}

const compareAtFirst: CompareArrangement = {
  ...{ chosen: [], columns: [], showsAll: false, chart: null },
  sort: { column: "attributes.start_time", isDescending: true },
};

const atFirst: PanelArrangement = {
  ...{ tab: "overview", open: {}, scroll: {}, filters: {} },
  ...{ pinnedMetrics: [], charts: {}, compare: compareAtFirst },
};

/** Holds how the panel is arranged, and tells of changes. */
export class PanelLayout {
  constructor(state: SavedState | null = null) {
    this._state = state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get arrangement(): PanelArrangement {
    return this._arrangement;
  }

  /** How charts are set up that nobody has set up by themselves. */
  get chartDefaults(): Readonly<Record<string, unknown>> {
    return this._chartDefaults;
  }

  set chartDefaults(defaults: Readonly<Record<string, unknown>>) {
    this._chartDefaults = defaults;
    this._changed.emit();
  }

  /** Whether a section is open: as it was left, else as it is at first. */
  isOpen(section: string, openAtFirst = true): boolean {
    return this._arrangement.open[section] ?? openAtFirst;
  }

  async toggle(section: string, openAtFirst = true): Promise<void> {
    const open = { ...this._arrangement.open, [section]: !this.isOpen(section, openAtFirst) };
    await this.update({ open });
  }

  async update(part: Partial<PanelArrangement>): Promise<void> {
    this._arrangement = { ...this._arrangement, ...part };
    this._changed.emit();
    await this._save();
  }

  async setFilter(list: string, text: string): Promise<void> {
    await this.update({ filters: { ...this._arrangement.filters, [list]: text } });
  }

  async setCompare(part: Partial<CompareArrangement>): Promise<void> {
    await this.update({ compare: { ...this._arrangement.compare, ...part } });
  }

  /** Notes where a tab is scrolled to, which changes nothing of what is shown. */
  async noteScroll(tab: TabId, top: number): Promise<void> {
    this._arrangement = { ...this._arrangement, scroll: { ...this._arrangement.scroll, [tab]: top } };
    await this._save();
  }

  /** Reads what an earlier page remembered; what this version cannot use of it is left out. */
  async restore(): Promise<void> {
    const saved: unknown = await this._state?.fetch(stateKey);
    if (!isMapping(saved)) {
      return;
    }
    const { tab, open, scroll, filters, pinnedMetrics, charts, compare } = saved;
    this._arrangement = {
      tab: tabIds.find((id) => id === tab) ?? this._arrangement.tab,
      open: entriesOf(open, (value) => typeof value === "boolean"),
      scroll: entriesOf(scroll, (value) => typeof value === "number"),
      filters: entriesOf(filters, (value) => typeof value === "string"),
      pinnedMetrics: textsIn(pinnedMetrics),
      charts: entriesOf(charts, isMapping),
      compare: compareIn(compare),
    };
    this._changed.emit();
  }

  private async _save(): Promise<void> {
    // A mapping of JSON's kinds alone, which TypeScript does not take for one.
    const arrangement: unknown = this._arrangement;
    await this._state?.save(stateKey, arrangement as ReadonlyPartialJSONValue);
  }

  private readonly _state: SavedState | null;
  private _arrangement = atFirst;
  private _chartDefaults: Readonly<Record<string, unknown>> = {};
  private readonly _changed = new Signal<this, void>(this);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsIn(saved: unknown): string[] {
  return Array.isArray(saved) ? saved.filter((each): each is string => typeof each === "string") : [];
}

function compareIn(saved: unknown): CompareArrangement {
  const { chosen, columns, sort, showsAll, chart } = isMapping(saved) ? saved : {};
  const { column, isDescending } = isMapping(sort) ? sort : {};
  return {
    chosen: textsIn(chosen),
    columns: textsIn(columns),
    sort: typeof column === "string" ? { column, isDescending: isDescending === true } : compareAtFirst.sort,
    showsAll: showsAll === true,
    chart: typeof chart === "string" ? chart : null,
  };
}

function entriesOf<Value>(saved: unknown, isValid: (value: unknown) => boolean): Record<string, Value> {
  const entries = isMapping(saved) ? Object.entries(saved).filter(([, value]) => isValid(value)) : [];
  return Object.fromEntries(entries) as Record<string, Value>;
}
