import type { IStateDB } from "@jupyterlab/statedb";
import type { ReadonlyPartialJSONValue } from "@lumino/coreutils";
import { Signal, type ISignal } from "@lumino/signaling";

const stateKey = "trackside:panel";

/** The tabs of the panel, in their order. */
export const tabIds = ["overview", "metrics", "pipeline", "artifacts"] as const;
export type TabId = (typeof tabIds)[number];

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
}

const atFirst: PanelArrangement = {
  ...{ tab: "overview", open: {}, scroll: {}, filters: {} },
  ...{ pinnedMetrics: [], charts: {} },
};

/** Holds how the panel is arranged, and tells of changes. */
export class PanelLayout {
  constructor(state: IStateDB | null = null) {
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
    const { tab, open, scroll, filters, pinnedMetrics, charts } = saved;
    this._arrangement = {
      tab: tabIds.find((id) => id === tab) ?? this._arrangement.tab,
      open: entriesOf(open, (value) => typeof value === "boolean"),
      scroll: entriesOf(scroll, (value) => typeof value === "number"),
      filters: entriesOf(filters, (value) => typeof value === "string"),
      pinnedMetrics: Array.isArray(pinnedMetrics)
        ? pinnedMetrics.filter((key): key is string => typeof key === "string")
        : [],
      charts: entriesOf(charts, isMapping),
    };
    this._changed.emit();
  }

  private async _save(): Promise<void> {
    // A mapping of JSON's kinds alone, which TypeScript does not take for one.
    const arrangement: unknown = this._arrangement;
    await this._state?.save(stateKey, arrangement as ReadonlyPartialJSONValue);
  }

  private readonly _state: IStateDB | null;
  private _arrangement = atFirst;
  private _chartDefaults: Readonly<Record<string, unknown>> = {};
  private readonly _changed = new Signal<this, void>(this);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf<Value>(saved: unknown, isValid: (value: unknown) => boolean): Record<string, Value> {
  const entries = isMapping(saved) ? Object.entries(saved).filter(([, value]) => isValid(value)) : [];
  return Object.fromEntries(entries) as Record<string, Value>;
}
