import { KernelFollower, type KernelEvents, type ServerConnector } from "./kernel-follower";

const silent: KernelEvents = { onView: () => undefined, onChange: () => undefined, onProject: () => undefined };

/** The kernels that somebody looks at: what is asked about their runs need not be read from the disk again. */
export class OpenKernels {
  private readonly open = new Map<string, Set<KernelFollower>>();

  constructor(private readonly connect: ServerConnector) {}

  /**
   * Follows a kernel, from `start` until {@link leave}.
   *
   * @throws {@link RangeError} when the id cannot be a kernel's.
   */
  follow(kernelId: string, events: KernelEvents): KernelFollower {
    const follower = new KernelFollower(kernelId, events, this.connect);
    this.open.set(kernelId, (this.open.get(kernelId) ?? new Set()).add(follower));
    return follower;
  }

  leave(kernelId: string, follower: KernelFollower): void {
    follower.close();
    const others = this.open.get(kernelId);
    others?.delete(follower);
    if (others?.size === 0) {
      this.open.delete(kernelId);
    }
  }

  /**
   * Looks at one of a kernel's runs, once.
   *
   * @throws {@link RangeError} when the id cannot be a kernel's.
   */
  async look<Result>(
    kernelId: string,
    runId: string,
    read: (follower: KernelFollower) => Result | Promise<Result>,
  ): Promise<Result> {
    const [followed] = this.open.get(kernelId) ?? [];
    if (followed) {
      await followed.complete(runId);
      return read(followed);
    }
    const follower = new KernelFollower(kernelId, silent, this.connect);
    try {
      await follower.complete(runId);
      return await read(follower);
    } finally {
      follower.close();
    }
  }
}
