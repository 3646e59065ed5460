import { Notification } from "@jupyterlab/apputils";
import { CommandRegistry } from "@lumino/commands";
import { Signal } from "@lumino/signaling";
import { waitFor } from "@testing-library/react";

import { commandIds, createViewContext, PanelLayout } from "../../../../extension/common";
import type { IRunPanelModel } from "../../../../extension/model";
import { addRunCommands, createRunMenu } from "../../../../extension/panel/runcommands";
import { RunControl } from "../../../../extension/panel/runcontrol";
import { panelServices } from "../panel-services";

it("shows the panel and says what is waited for when a Python kernel is to be followed, and why it could not be", async () => {
  const subject = { kind: "untracked", path: "a.ipynb", kernelDisplayName: "Python 3", followable: true };
  const model: unknown = { state: { run: null, subject }, stateChanged: new Signal({}) };
  let shown = 0;
  const commands = new CommandRegistry();
  let refuse: (error: Error) => void = () => undefined;
  const control = new RunControl({
    model: model as IRunPanelModel,
    gateway: panelServices().gateway,
    layout: new PanelLayout(),
    showPanel: () => (shown += 1),
    menu: createRunMenu(commands),
    followKernel: () =>
      new Promise((_, reject) => {
        refuse = reject;
      }),
  });
  addRunCommands({
    ...{ commands, control, palette: null, kernel: () => null },
    model: model as IRunPanelModel,
    context: createViewContext(null, () => undefined),
  });
  const said = () => Notification.manager.notifications.map(({ type, message }) => [type, message]);
  await commands.execute(commandIds.followKernel);
  expect(shown).toBe(1);
  expect(said()).toEqual([["in-progress", "The kernel is asked where it logs…"]]);
  refuse(new Error("the notebook's runs go elsewhere"));
  await waitFor(() => {
    expect(said()).toEqual([["error", "the notebook's runs go elsewhere"]]);
  });
});
