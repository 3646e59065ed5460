import type { JupyterFrontEnd } from "@jupyterlab/application";
import { CommandRegistry } from "@lumino/commands";
import { Signal } from "@lumino/signaling";
import type { Widget } from "@lumino/widgets";

import { createViewContext, type WideView } from "../../../../extension/common";
import type { IRunPanelModel } from "../../../../extension/model";
import { WideTab, WideTabs } from "../../../../extension/wide";
import { panelServices } from "../panel-services";

describe("WideTabs", () => {
  it("splits the main area for the first tab only, and puts one more beside it", async () => {
    const { tabs, added } = wideTabs();
    await tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    // the shell shows what it adds
    Object.defineProperty(added[0]!.widget, "isVisible", { value: true });
    await tabs.open({ kind: "metric", kernelId: "k1", name: "accuracy" });
    expect(added.map(({ options }) => options)).toEqual([
      { mode: "split-bottom" },
      { mode: "tab-after", ref: "trackside-wide:metric:k1:loss" },
    ]);
  });

  it("brings what is open to the front, and leaves out what it does not know", async () => {
    const { tabs, added, activated } = wideTabs();
    await tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    await tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    await tabs.open({ kind: "of another version", kernelId: "k1", name: "" });
    expect(added).toHaveLength(1);
    expect(activated).toEqual(["trackside-wide:metric:k1:loss"]);
  });

  it("opens one tab where the same is asked for twice while it is loaded", async () => {
    const { tabs, added, activated } = wideTabs();
    await Promise.all([1, 2].map(() => tabs.open({ kind: "metric", kernelId: "k1", name: "loss" })));
    expect(added.map(({ widget: { title } }) => title.label)).toEqual(["loss"]);
    expect(activated).toEqual(["trackside-wide:metric:k1:loss"]);
  });

  it("stands below the document where a page has only one, and each is shown as it opens", async () => {
    const { tabs, added, activated } = wideTabs({ hasTabs: false });
    await tabs.open({ kind: "metric", kernelId: "k1", name: "loss" });
    await tabs.open({ kind: "metric", kernelId: "k1", name: "accuracy" });
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
  const context = createViewContext(null, () => undefined);
  const parts = {
    ...{ context, services: panelServices(), model: model as IRunPanelModel },
    kind: { title: ({ name }: WideView) => name, render: () => null as never },
  };
  const tabs = new WideTabs({
    app: app as JupyterFrontEnd,
    restorer: null,
    hasTabs,
    context,
    load: async () => (view) => (view.kind === "metric" ? new WideTab({ ...parts, view }) : null),
  });
  return { tabs, added, activated };
}
