import type { JupyterFrontEnd } from "@jupyterlab/application";
import { CommandRegistry } from "@lumino/commands";
import { Signal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

import { createViewContext } from "../../../../extension/common";
import type { IRunPanelModel } from "../../../../extension/model";
import { WideTabs } from "../../../../extension/wide";
import { panelServices } from "../panel-services";

describe("WideTabs", () => {
  it("splits the main area for the first tab only, and puts one more beside it", () => {
    const { tabs, added } = wideTabs();
    tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    // the shell shows what it adds
    Object.defineProperty(added[0]!.widget, "isVisible", { value: true });
    tabs.open({ kind: "metric", kernelId: "k1", name: "accuracy" });
    expect(added.map(({ options }) => options)).toEqual([
      { mode: "split-bottom" },
      { mode: "tab-after", ref: "trackside-wide:metric:k1:loss" },
    ]);
  });

  it("brings what is open to the front, and leaves out what it does not know", () => {
    const { tabs, added, activated } = wideTabs();
    tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    tabs.open({ kind: "of another version", kernelId: "k1", name: "" });
    expect(added).toHaveLength(1);
    expect(activated).toEqual(["trackside-wide:metric:k1:loss"]);
  });

  it("stands below the document where a page has only one, and each is shown as it opens", () => {
    const { tabs, added, activated } = wideTabs({ hasTabs: false });
    tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    tabs.open({ kind: "metric", kernelId: "k1", name: "accuracy" });
    expect(added.map(({ area }) => area)).toEqual(["down", "down"]);
    expect(activated).toEqual(["trackside-wide:metric:k1:loss", "trackside-wide:metric:k1:accuracy"]);
  });
});

function wideTabs({ hasTabs = true } = {}) {
  const added: { readonly widget: Widget; readonly area: string; readonly options: unknown }[] = [];
  const activated: string[] = [];
  const shell = {
    add: (widget: Widget, area: string, options: unknown) => added.push({ widget, area, options }),
    activateById: (id: string) => activated.push(id),
  };
  const app: unknown = { commands: new CommandRegistry(), shell };
  const model: unknown = { state: { run: null }, stateChanged: new Signal({}), dispose: () => undefined };
  const tabs = new WideTabs({
    app: app as JupyterFrontEnd,
    restorer: null,
    hasTabs,
    context: createViewContext(null, () => undefined),
    services: panelServices(),
    kinds: { metric: { title: ({ name }) => name, render: () => null as never } },
    modelOf: () => model as IRunPanelModel,
  });
  return { tabs, added, activated };
}
