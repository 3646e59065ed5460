import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandRegistry } from "@lumino/commands";
import { Signal } from "@lumino/signaling";
import { waitFor } from "@testing-library/react";
import type { RunView } from "trackside/lib/messages";

import { commandIds, createViewContext, PanelLayout, tabIds, type WideView } from "../../../../extension/common";
import type { IRunPanelModel } from "../../../../extension/model";
import { addTabCommands } from "../../../../extension/panel/tabcommands";
import { panelServices } from "../panel-services";
import { nodeView, runView } from "../run-view";

interface Schema {
  readonly "jupyter.lab.menus": unknown;
  readonly "jupyter.lab.shortcuts": readonly { readonly command: string; readonly keys: readonly string[] }[];
  readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
}

const root = join(__dirname, "../../../..");
const schema = JSON.parse(readFileSync(join(root, "schema/plugin.json"), "utf8")) as Schema;
const page = readFileSync(join(root, "docs/run-panel.md"), "utf8");

describe("the schema of the settings", () => {
  it("puts only commands that there are into menus and under keys", () => {
    const named = JSON.stringify(schema).match(/trackside:[a-z-]+(?=")/g) ?? [];
    const known = new Set<string>([...Object.values(commandIds), "trackside:run"]);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it("has each setting on the page of docs, with what it is at first", () => {
    for (const [name, setting] of Object.entries(schema.properties)) {
      expect(page).toMatch(new RegExp(`\\| \`${name}\` .*\\| \`${String(setting.default)}\` `));
    }
  });

  it("has each key on the page of docs", () => {
    for (const { keys } of schema["jupyter.lab.shortcuts"]) {
      const last = keys[0]!.split(" ").at(-1)!;
      expect(page).toMatch(new RegExp(`Alt Shift .*${last === "[" || last === "]" ? `\\${last}` : last}`));
    }
  });
});

describe("commands of the panel's tabs", () => {
  it("go round in both directions, and show the panel", async () => {
    const { commands, layout, shown } = withCommands(runView());
    await commands.execute(commandIds.nextTab);
    expect(layout.arrangement.tab).toBe(tabIds[1]);
    await commands.execute(commandIds.previousTab);
    await commands.execute(commandIds.previousTab);
    expect(layout.arrangement.tab).toBe(tabIds.at(-1));
    await commands.execute(commandIds.nextTab);
    expect(layout.arrangement.tab).toBe(tabIds[0]);
    expect(shown()).toBe(4);
  });

  it("open the graph of a run that has nodes", async () => {
    expect(withCommands(runView({ nodes: [] })).commands.isEnabled(commandIds.openGraph)).toBe(false);
    const { commands, opened } = withCommands(runView({ nodes: [nodeView()] }));
    await commands.execute(commandIds.openGraph);
    await waitFor(() => {
      expect(opened).toEqual([{ kind: "pipeline-graph", kernelId: "k1", name: "" }]);
    });
  });
});

function withCommands(run: RunView) {
  const commands = new CommandRegistry();
  const layout = new PanelLayout();
  const opened: WideView[] = [];
  let shown = 0;
  const subject = { kind: "kernel", path: "a.ipynb", kernelId: "k1", alive: true };
  const model: unknown = { state: { run, subject }, stateChanged: new Signal({}) };
  addTabCommands({
    ...{ commands, layout, palette: null },
    model: model as IRunPanelModel,
    services: panelServices({ openWide: (view) => opened.push(view) }),
    panel: { hasFocus: false, takeFocus: () => undefined },
    showPanel: () => (shown += 1),
    context: createViewContext(null, () => undefined),
  });
  return { commands, layout, opened, shown: () => shown };
}
