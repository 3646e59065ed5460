import type { IDisposable } from "@lumino/disposable";
import { Signal, type ISignal } from "@lumino/signaling";
import { cellsCommTarget, type InsertCells } from "trackside/lib/messages";

import { trackedKernelName } from "../follow";
import { parseInsertCells } from "./insertcells";

/** What the link needs of a comm. */
interface LinkedComm {
  readonly isDisposed: boolean;
  // a method, because JupyterLab's own messages have more to them
  onMsg(message: { readonly content: { readonly data: unknown } }): void;
  open(): unknown;
}

/** What the link needs of a kernel's connection. */
export interface LinkedKernel {
  readonly name: string;
  readonly status: string;
  readonly handleComms: boolean;
  createComm(targetName: string): LinkedComm;
}

/** What the link needs of a session context. */
export interface LinkedSession {
  readonly session: { readonly kernel: LinkedKernel | null } | null;
  readonly kernelChanged: ISignal<unknown, unknown>;
  readonly statusChanged: ISignal<unknown, unknown>;
}

/**
 * Tells the kernel of one notebook that this front end inserts cells, and hears of those to insert. A message of a comm is
 * heard once: it is in no output, which would be rendered again with the notebook.
 */
export class CellLink implements IDisposable {
  constructor(session: LinkedSession, insert: (asked: InsertCells) => void) {
    this._session = session;
    this._insert = insert;
    session.kernelChanged.connect(this._connect);
    session.statusChanged.connect(this._connect);
    this._connect();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._session.kernelChanged.disconnect(this._connect);
      this._session.statusChanged.disconnect(this._connect);
      Signal.clearData(this);
    }
  }

  /** A kernel that starts, also again, knows of no comm; the connection has then disposed of the one before. */
  private readonly _connect = (): void => {
    const kernel = this._session.session?.kernel ?? null;
    const isUp = kernel !== null && ["idle", "busy"].includes(kernel.status);
    const isLinked = kernel === this._kernel && this._comm?.isDisposed === false;
    if (!isUp || isLinked || kernel.name !== trackedKernelName || !kernel.handleComms) {
      return;
    }
    this._kernel = kernel;
    this._comm = kernel.createComm(cellsCommTarget);
    this._comm.onMsg = ({ content }) => {
      const asked = parseInsertCells(content.data);
      if (asked) {
        this._insert(asked);
      }
    };
    this._comm.open();
  };

  private readonly _session: LinkedSession;
  private readonly _insert: (asked: InsertCells) => void;
  private _kernel: LinkedKernel | null = null;
  private _comm: LinkedComm | null = null;
  private _isDisposed = false;
}
