import type { IDisposable } from "@lumino/disposable";
import { Signal, type ISignal } from "@lumino/signaling";
import type { KernelSettings } from "trackside/lib/messages";

import type { BrowserMemory, IGatewayRequests } from "../common";
import type { FollowedKernels } from "../follow";
import { askPython, type AskedPython } from "./askpython";
import { settingsCode, stateCode } from "./pythoncode";

/** What is needed of the connection to a kernel whose runs are followed. */
export interface OtherKernel extends AskedPython {
  readonly id: string;
  readonly status: string;
  readonly connectionStatus: string;
  readonly statusChanged: ISignal<unknown, unknown>;
  readonly connectionStatusChanged: ISignal<unknown, unknown>;
}

export interface OtherKernelsOptions {
  readonly gateway: Pick<IGatewayRequests, "post">;
  /** The language of a kernelspec. */
  readonly languageOf: (kernelName: string) => string | undefined;
  /** Where the ids of followed kernels are kept, so that a reloaded page knows them. */
  readonly memory: BrowserMemory;
}

const memoryKey = "trackside:followed-kernels";

/** Kernels that are remembered; older ones have long gone. */
const rememberedKernels = 50;

/**
 * Has runs followed that kernels start with MLflow's own client: they are told where to log and by which tag they are known
 * to be theirs. A kernel that starts again has forgotten that, and is told again before the notebook's next cell.
 */
export class OtherKernels implements FollowedKernels, IDisposable {
  constructor(options: OtherKernelsOptions) {
    this._options = options;
    this._followed = rememberedIn(options.memory);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  canFollow(kernelName: string): boolean {
    return this._options.languageOf(kernelName) === "python";
  }

  isFollowed(kernelId: string): boolean {
    return this._followed.includes(kernelId);
  }

  /**
   * Has a kernel's runs followed from now on; resolves when the kernel has come to it, which is after the cell that runs.
   *
   * @throws an error whose message is for a person.
   */
  async follow(kernel: OtherKernel): Promise<void> {
    let asking = this._asking.get(kernel.id);
    if (asking === undefined) {
      asking = this._tell(kernel).finally(() => this._asking.delete(kernel.id));
      this._asking.set(kernel.id, asking);
    }
    await asking;
    if (!this.isFollowed(kernel.id)) {
      this._followed = [...this._followed, kernel.id].slice(-rememberedKernels);
      this._options.memory.remember(memoryKey, this._followed);
    }
    this.watch(kernel);
    this._changed.emit();
  }

  /** Tells a followed kernel again whenever it has started again. */
  watch(kernel: OtherKernel | null): void {
    if (kernel === null || !this.isFollowed(kernel.id) || this._watched.has(kernel)) {
      return;
    }
    this._watched.add(kernel);
    let hasRestarted = false;
    const onStatus = (): void => {
      if (["restarting", "autorestarting"].includes(kernel.status)) {
        hasRestarted = true;
      } else if (hasRestarted && kernel.connectionStatus === "connected") {
        hasRestarted = false;
        this._tellAgain(kernel).catch((error: unknown) => {
          console.warn("Trackside could not follow the kernel after its restart.", error);
        });
      }
    };
    kernel.statusChanged.connect(onStatus);
    kernel.connectionStatusChanged.connect(onStatus);
    this._unwatch.push(() => {
      kernel.statusChanged.disconnect(onStatus);
      kernel.connectionStatusChanged.disconnect(onStatus);
    });
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._unwatch.forEach((unwatch) => {
        unwatch();
      });
      Signal.clearData(this);
    }
  }

  private async _tell(kernel: OtherKernel): Promise<void> {
    const state = await askPython(kernel, stateCode);
    const settings = await this._options.gateway.post<KernelSettings>("follow", { kernel: kernel.id }, state);
    this._settings.set(kernel.id, settings);
    await askPython(kernel, settingsCode(settings));
  }

  /** What it was told before reaches it before any cell; what is different by now follows. */
  private async _tellAgain(kernel: OtherKernel): Promise<void> {
    const settings = this._settings.get(kernel.id);
    if (settings !== undefined) {
      await askPython(kernel, settingsCode(settings));
    }
    await this.follow(kernel);
  }

  private readonly _options: OtherKernelsOptions;
  private _followed: readonly string[];
  private readonly _asking = new Map<string, Promise<void>>();
  private readonly _settings = new Map<string, KernelSettings>();
  private readonly _watched = new WeakSet<OtherKernel>();
  private readonly _unwatch: (() => void)[] = [];
  private readonly _changed = new Signal<this, void>(this);
  private _isDisposed = false;
}

/** What something else has written there follows nothing. */
function rememberedIn(memory: BrowserMemory): readonly string[] {
  const kept: unknown = memory.recall(memoryKey);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}
