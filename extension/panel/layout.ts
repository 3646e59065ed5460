import type { IStateDB } from "@jupyterlab/statedb";
import { Signal, type ISignal } from "@lumino/signaling";

import type { SectionId } from "./tokens";

const stateKey = "trackside:panel-sections";

const openAtFirst: Readonly<Record<SectionId, boolean>> = {
  params: true,
  metrics: true,
  nodes: true,
  artifacts: true,
  tags: false,
};

/** Remembers which sections of the panel are open, also over a reload of the page. */
export class PanelLayout {
  constructor(state: IStateDB | null = null) {
    this._state = state;
  }

  /** Emits when a section was opened or closed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  isOpen(section: SectionId): boolean {
    return this._open[section];
  }

  async toggle(section: SectionId): Promise<void> {
    this._open = { ...this._open, [section]: !this._open[section] };
    this._changed.emit();
    await this._state?.save(stateKey, this._open);
  }

  /** Reads what an earlier page remembered. */
  async restore(): Promise<void> {
    const saved = await this._state?.fetch(stateKey);
    if (typeof saved !== "object" || saved === null) {
      return;
    }
    const entries = Object.entries(saved).filter(([id, open]) => id in openAtFirst && typeof open === "boolean");
    this._open = { ...this._open, ...(Object.fromEntries(entries) as Partial<Record<SectionId, boolean>>) };
    this._changed.emit();
  }

  private readonly _state: IStateDB | null;
  private _open = openAtFirst;
  private readonly _changed = new Signal<this, void>(this);
}
