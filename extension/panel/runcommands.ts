import type { JupyterFrontEnd } from "@jupyterlab/application";
import { Notification, type ICommandPalette } from "@jupyterlab/apputils";
import {
  addIcon,
  codeIcon,
  copyIcon,
  editIcon,
  launchIcon,
  MenuSvg,
  stopIcon,
  type LabIcon,
} from "@jupyterlab/ui-components";
import type { Menu } from "@lumino/widgets";
import type { RunRequest } from "trackside/lib/messages";

import {
  asRenderer,
  commandIds,
  messageOf,
  noteIcon,
  pauseIcon,
  resumeIcon,
  runIcon,
  tagIcon,
  type ViewContext,
} from "../common";
import type { IRunPanelModel, PanelState } from "../model";
import { askKernel, type AskedKernel } from "./kernelrequest";
import { codeThatReads, pythonThatReads } from "./runcode";
import type { RunControl } from "./runcontrol";

type Commands = JupyterFrontEnd["commands"];

export interface RunCommandOptions {
  readonly commands: Commands;
  readonly model: IRunPanelModel;
  readonly control: RunControl;
  /** The kernel of the notebook whose run is shown. */
  readonly kernel: () => AskedKernel | null;
  readonly palette: ICommandPalette | null;
  readonly context: ViewContext;
}

interface RunCommand {
  readonly label: string | (() => string);
  readonly caption: string;
  readonly icon: LabIcon | (() => LabIcon);
  readonly isEnabled: (state: PanelState) => boolean;
  readonly execute: (state: PanelState) => void;
}

/** The menu of the panel's header, in its order; `null` for a line between groups. */
const menuItems: readonly (string | null)[] = [
  ...[commandIds.renameRun, commandIds.editNote, commandIds.addTag, null],
  ...[commandIds.newAttempt, commandIds.endRun, null],
  ...[commandIds.copyRunId, commandIds.copyAsCode, commandIds.openInMlflow, null],
  commandIds.pauseUpdates,
];

/** Makes the menu of what can be done with a run. */
export function createRunMenu(commands: Commands): Menu {
  // JupyterLab's own kind: it sizes the icons, and its styles are for what has this class
  const menu = new MenuSvg({ commands });
  menu.addClass("jp-ThemedContainer");
  for (const command of menuItems) {
    menu.addItem(command === null ? { type: "separator" } : { command });
  }
  return menu;
}

/** Adds what can be done with a run to the application and the palette. */
export function addRunCommands({ commands, model, control, kernel, palette, context }: RunCommandOptions): void {
  const all: Readonly<Record<string, RunCommand>> = {
    ...editCommands(control, context),
    ...kernelCommands({ commands, kernel, context }),
    ...copyCommands(context),
    [commandIds.openInMlflow]: mlflowCommand(context),
    [commandIds.followKernel]: followCommand(control, context),
    [commandIds.pauseUpdates]: pauseCommand(model, context),
  };
  for (const [id, { label, caption, icon, isEnabled, execute }] of Object.entries(all)) {
    commands.addCommand(id, {
      ...{ label, caption },
      icon: () => asRenderer(typeof icon === "function" ? icon() : icon),
      describedBy: { args: { type: "object", properties: {} } },
      isEnabled: () => isEnabled(model.state),
      execute: () => {
        execute(model.state);
      },
    });
    palette?.addItem({ command: id, category: context.trans.__("Trackside") });
  }
  notifyOfChanges(commands, model, Object.keys(all));
}

/** The palette asks again when it is told to: not for each point of a metric. */
function notifyOfChanges(commands: Commands, model: IRunPanelModel, ids: readonly string[]): void {
  let known = "";
  model.stateChanged.connect((_, { run, runUrl, subject, paused }) => {
    const alive = subject.kind === "kernel" && subject.alive;
    const now = JSON.stringify([run?.runId, run?.status, run?.mlflowRunId, runUrl, subject.kind, alive, paused]);
    if (now !== known) {
      known = now;
      ids.forEach((id) => {
        commands.notifyCommandChanged(id);
      });
    }
  });
}

function editCommands(control: RunControl, { trans }: ViewContext): Record<string, RunCommand> {
  const hasRun = ({ run }: PanelState): boolean => run !== null;
  return {
    [commandIds.renameRun]: {
      label: trans.__("Rename Run…"),
      caption: trans.__("Give the current notebook's run another name"),
      icon: editIcon,
      isEnabled: hasRun,
      execute: () => {
        control.startEdit("rename");
      },
    },
    [commandIds.editNote]: {
      label: trans.__("Edit Note…"),
      caption: trans.__("Write down what the run is about; MLflow shows it as its description"),
      icon: noteIcon,
      isEnabled: hasRun,
      execute: () => {
        control.startEdit("note");
      },
    },
    [commandIds.addTag]: {
      label: trans.__("Add Tag…"),
      caption: trans.__("Set a tag of the current notebook's run"),
      icon: tagIcon,
      isEnabled: hasRun,
      execute: () => {
        control.startEdit("tag");
      },
    },
  };
}

function kernelCommands({
  commands,
  kernel,
  context: { trans },
}: Pick<RunCommandOptions, "commands" | "kernel" | "context">): Record<string, RunCommand> {
  let isAsking = false;
  const ask = async (request: RunRequest, waiting: string, done: string): Promise<void> => {
    const asked = kernel();
    if (asked === null || isAsking) {
      return;
    }
    isAsking = true;
    const notice = asked.status === "busy" ? Notification.emit(waiting, "in-progress", { autoClose: false }) : null;
    try {
      await askKernel(asked, request);
      Notification.success(done, { autoClose: 3000 });
    } catch (error) {
      Notification.error(messageOf(error));
    } finally {
      isAsking = false;
      if (notice !== null) {
        Notification.dismiss(notice);
      }
      commands.notifyCommandChanged(commandIds.newAttempt);
      commands.notifyCommandChanged(commandIds.endRun);
    }
  };
  const canAsk = ({ run, subject }: PanelState): boolean =>
    run?.status === "RUNNING" &&
    subject.kind === "kernel" &&
    subject.alive &&
    !subject.foreign &&
    kernel() !== null &&
    !isAsking;
  return {
    [commandIds.newAttempt]: {
      label: trans.__("New Attempt"),
      caption: trans.__("Go on in another attempt, with the params of this one; waits for the cell that runs"),
      icon: addIcon,
      isEnabled: canAsk,
      execute: () => {
        const waiting = trans.__("Another attempt opens when the cell is done.");
        void ask({ action: "attempt" }, waiting, trans.__("Another attempt is open."));
      },
    },
    [commandIds.endRun]: {
      label: trans.__("End Run"),
      caption: trans.__("End the run; what is logged later opens another. Waits for the cell that runs"),
      icon: stopIcon,
      isEnabled: canAsk,
      execute: () => {
        const waiting = trans.__("The run ends when the cell is done.");
        void ask({ action: "end" }, waiting, trans.__("The run has ended."));
      },
    },
  };
}

function copyCommands({ trans, copy }: ViewContext): Record<string, RunCommand> {
  return {
    [commandIds.copyRunId]: {
      label: trans.__("Copy Run Id"),
      caption: trans.__("Copy MLflow's id of the run, or Trackside's until MLflow knows it"),
      icon: copyIcon,
      isEnabled: ({ run }) => run !== null,
      execute: ({ run }) => {
        if (run !== null) {
          copy(run.mlflowRunId ?? run.runId);
        }
      },
    },
    [commandIds.copyAsCode]: {
      label: trans.__("Copy as Code"),
      caption: trans.__("Copy code in the notebook's language that reads the run's metrics from MLflow"),
      icon: codeIcon,
      isEnabled: ({ run }) => typeof run?.mlflowRunId === "string",
      execute: ({ run, subject }) => {
        if (run !== null) {
          const isPython = subject.kind === "kernel" && subject.foreign === true;
          copy(isPython ? pythonThatReads(run) : codeThatReads(run));
        }
      },
    },
  };
}

function mlflowCommand({ trans }: ViewContext): RunCommand {
  return {
    label: trans.__("Open the Run in MLflow"),
    caption: trans.__("Open the current notebook's run in MLflow, in a new tab"),
    icon: launchIcon,
    isEnabled: ({ runUrl }) => runUrl !== null,
    execute: ({ runUrl }) => {
      if (runUrl !== null) {
        window.open(runUrl, "_blank", "noopener,noreferrer");
      }
    },
  };
}

function followCommand(control: RunControl, { trans }: ViewContext): RunCommand {
  return {
    label: trans.__("Follow MLflow Runs of This Kernel"),
    caption: trans.__(
      "Show what the current Python notebook logs with MLflow in the run panel; waits for the cell that runs",
    ),
    icon: runIcon,
    isEnabled: ({ subject }) => subject.kind === "untracked" && subject.followable === true,
    execute: () => {
      control.showPanel();
      // The kernel may be busy, and the project's tracking server may have to start first.
      const notice = Notification.emit(trans.__("The kernel is asked where it logs…"), "in-progress", {
        autoClose: false,
      });
      control
        .followKernel()
        .catch((error: unknown) => {
          Notification.error(messageOf(error));
        })
        .finally(() => {
          Notification.dismiss(notice);
        });
    },
  };
}

function pauseCommand(model: IRunPanelModel, { trans }: ViewContext): RunCommand {
  return {
    label: () => (model.paused ? trans.__("Resume Live Updates") : trans.__("Pause Live Updates")),
    caption: trans.__("Let the run panel stay as it is, while all goes on being recorded"),
    icon: () => (model.paused ? resumeIcon : pauseIcon),
    isEnabled: ({ run }) => run !== null,
    execute: () => {
      model.paused = !model.paused;
    },
  };
}
