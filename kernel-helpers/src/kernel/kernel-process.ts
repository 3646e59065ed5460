import { randomUUID } from "node:crypto";
import { writeSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

import { setCellInserter } from "../display";
import { cellsCommTarget } from "../messages";
import { packageRoot } from "../own-package";
import { setCellSources, setNotebookBindings } from "../pipeline";
import { interruptRuns } from "../runner";
import { addModuleFallback, addTypeFallbacks, captureOutput, CellRunner, Interrupts, typeFallbacks } from "./cells";
import { CellInsertion } from "./cell-insertion";
import { Comms } from "./comms";
import { Execution } from "./execution";
import { History } from "./history";
import { Kernel } from "./kernel";
import { kernelInfo, kernelVersions } from "./kernel-info";
import type { KernelOptions } from "./kernel-options";
import { SafeObserver } from "./observers";
import { kernelIdOf, setUnblockHandler, SocketLink, type ConnectionInfo } from "./transport";
import { captureDisplays } from "./user-display";

/** How long an interrupted cell may take to end when the kernel stops, in milliseconds. */
const cellEndLimit = 500;
/** How long the last messages may take to leave, in milliseconds. */
const closeLimit = 1500;

/** The same for a process that a cell ends, which can do nothing else meanwhile. */
const exitLimit = 500;

/** Exit status of a kernel that Jupyter cannot reach. */
const unreachable = 1;

/** Puts the kernel together and makes this process its own. */
export class KernelProcess {
  private readonly link: SocketLink;
  private readonly interrupts: Interrupts;
  private readonly observer: SafeObserver;
  private readonly cells: CellRunner;
  private readonly execution: Execution;
  private readonly kernel: Kernel;
  private readonly cellInsertion = new CellInsertion();
  private stopping = false;

  constructor(options: KernelOptions, connection: ConnectionInfo) {
    const session = randomUUID();
    const info = kernelInfo(kernelVersions());
    const kernelId = kernelIdOf(options.connectionFile) ?? session;
    // first, so that the sockets are bound in their thread while the compiler loads in this one
    this.link = new SocketLink(
      { connection, kernelId, session, kernelInfo: info },
      {
        request: (message) => this.kernel.enqueue(message),
        interrupt: () => this.interrupts.interrupt(),
        shutdown: (restart) => void this.shutDown(restart),
        failed: (error) => this.fail(error),
      },
    );
    this.interrupts = new Interrupts({ stop: () => this.stopUserCode(), drain: () => this.link.drain() });
    this.observer = new SafeObserver(options.observer);
    provideOwnPackage(options.typedProject);
    this.cells = new CellRunner(this.interrupts);
    const { link, cells, observer } = this;
    const history = new History();
    this.execution = new Execution({ link, cells, observer, history });
    const targets = { ...options.commTargets, [cellsCommTarget]: this.cellInsertion.target };
    const comms = new Comms(new Map(Object.entries(targets)), (messageType, content) =>
      link.publish(this.kernel.outputParent, messageType, content),
    );
    this.kernel = new Kernel({ link, cells, execution: this.execution, history, comms, kernelInfo: info });
  }

  /** Takes over the process's output and signals; requests are served from now on. */
  listen(): void {
    captureOutput((name, text) => {
      if (!this.execution.silent) {
        this.link.stream(this.kernel.outputParent, name, text);
      }
    });
    captureDisplays((messageType, content) => {
      if (!this.execution.silent) {
        this.link.publish(this.kernel.outputParent, messageType, content);
      }
    });
    setUnblockHandler(() => this.interrupts.terminate());
    // nodes use functions as the notebook defines them now
    setNotebookBindings(() => this.cells.session.locals);
    setCellSources(() => this.cells.session.sourcesRun);
    setCellInserter((cells) => this.cellInsertion.insertBelow(this.kernel.lastRequest, cells));
    process.on("SIGTERM", () => void this.shutDown(false));
    process.on("uncaughtException", (error) => this.showUncaught("Uncaught", error));
    process.on("unhandledRejection", (reason) => this.showUncaught("Unhandled rejection:", reason));
    process.once("exit", () => this.exitUnexpectedly());
    this.link.publish(undefined, "status", { execution_state: "starting" });
  }

  private stopUserCode(): void {
    this.cells.session.interrupt();
    interruptRuns();
  }

  private async shutDown(restart: boolean): Promise<void> {
    if (this.stopping) {
      return;
    }
    this.stopping = true;
    const duringCell = this.interrupts.running;
    const served = this.kernel.stop();
    this.interrupts.interrupt();
    await Promise.race([served, wait(cellEndLimit)]);
    await this.observer.kernelStopping({ restart, duringCell });
    this.cells.session.close();
    await Promise.race([this.link.close(), wait(closeLimit)]);
    process.exit(0);
  }

  private showUncaught(what: string, thrown: unknown): void {
    process.stderr.write(`${what} ${this.cells.describe(thrown).traceback.join("\n")}\n`);
  }

  /** A cell called `process.exit`: what can be done at once still is. */
  private exitUnexpectedly(): void {
    if (!this.stopping) {
      this.stopping = true;
      void this.observer.kernelStopping({ restart: false, duringCell: this.interrupts.running });
      this.link.closeNow(exitLimit);
    }
  }

  private fail(error: Error): void {
    // not process.stderr, which leads to the sockets that failed
    this.stopping = true;
    writeSync(2, `trackside kernel: cannot serve Jupyter: ${error.message}\n`);
    process.exit(unreachable);
  }
}

/** Lets cells import "trackside" also where it is not installed. */
function provideOwnPackage(typedProject: string | undefined): void {
  const compiler = require("@tslab/typescript-for-tslab") as { sys: Parameters<typeof addTypeFallbacks>[0] };
  addTypeFallbacks(compiler.sys, typeFallbacks(packageRoot, process.cwd(), typedProject));
  addModuleFallback(packageRoot);
}
