import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { createContext, useContext } from "react";
import type { CellPlace, RunView } from "trackside/lib/messages";

import type { PanelLayout } from "./panellayout";

/** What a view in a tab of the main area is about: it is written into the layout that JupyterLab restores. */
export interface WideView {
  readonly kind: string;
  /** The kernel whose run is shown. */
  readonly kernelId: string;
  /** What of the run is shown, for example a metric's key; empty where the kind says it all. */
  readonly name: string;
}

type Query = Readonly<Record<string, string | readonly string[]>>;

/** Asks the gateway; see `GatewayClient`, which is this. */
export interface IGatewayRequests {
  address(path: string, query?: Query): string;
  get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer>;
  post<Answer>(path: string, query: Query, body: unknown): Promise<Answer>;
  fetch(path: string, query?: Query, init?: RequestInit): Promise<Response>;
}

/** Acts in the notebook of a kernel, where what is done stays to be seen. */
export interface INotebookAccess {
  /** Puts code into a new cell below the active one, and runs it. */
  runCode(kernelId: string, code: string): void;
  /** Selects a cell and scrolls to it. */
  revealCell(kernelId: string, cell: CellPlace): void;
}

/** Shows data by JupyterLab's own renderers, which make nothing of it that could act. */
export interface IDataRenderer {
  /** Whether there is a renderer for a mime type. */
  canRender(mimeType: string): boolean;
  /** Shows data in an element; call what it returns when the element goes. */
  render(mimeType: string, data: string | ReadonlyPartialJSONObject, into: HTMLElement): () => void;
}

/** What the tabs of the panel can do beyond showing what they are given. */
export interface PanelServices {
  readonly gateway: IGatewayRequests;
  readonly notebook: INotebookAccess;
  readonly renderer: IDataRenderer;
  /** Opens something wide in the main area, or brings it to the front. */
  openWide(view: WideView): void;
}

/** What every tab of the panel is given. */
export interface TabProps {
  readonly run: RunView;
  /** The attempt that the run is compared with: the one before it; `null` where there is none, or it is not loaded. */
  readonly baseline: RunView | null;
  readonly kernelId: string;
  readonly layout: PanelLayout;
}

const Context = createContext<PanelServices | null>(null);

/** Gives the views below it the panel's services. */
export const PanelServicesProvider = Context.Provider;

/** Reads the panel's services inside a view. */
export function usePanelServices(): PanelServices {
  const services = useContext(Context);
  if (services === null) {
    throw new Error("There are no panel services around this view.");
  }
  return services;
}
