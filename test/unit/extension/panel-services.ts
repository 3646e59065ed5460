import type { PanelServices } from "../../../extension/common";

/** Services that do nothing; `parts` replace what a test is about. */
export function panelServices(parts: Partial<PanelServices> = {}): PanelServices {
  return {
    gateway: {
      address: (path) => `/trackside/${path}`,
      get: () => new Promise(() => undefined),
      post: () => new Promise(() => undefined),
      fetch: () => new Promise(() => undefined),
    },
    notebook: { runCode: () => undefined, revealCell: () => undefined },
    renderer: { canRender: () => false, render: () => () => undefined },
    openWide: () => undefined,
    ...parts,
  };
}
