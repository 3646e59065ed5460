import { KernelFollower, type KernelEvents, type ServerConnector } from "./kernel-follower";

/** How long a kernel is followed on when nobody looks: a panel that is shown again need not wait for its journals. */
const lingerMs = 60_000;

interface OpenKernel {
  readonly follower: KernelFollower;
  /** Ends it when nobody has looked for a while. */
  end: NodeJS.Timeout | undefined;
}

/** The kernels that somebody looks at: a run of millions of points is read once for all panels, and for what they ask. */
export class OpenKernels {
  private readonly open = new Map<string, OpenKernel>();

  /** @param onProject - told of each project that one of the kernels has a run in. */
  constructor(
    private readonly connect: ServerConnector,
    private readonly onProject: (projectRoot: string) => void,
  ) {}

  /**
   * Tells of a kernel's run, from now until {@link leave}.
   *
   * @throws {@link RangeError} when the id cannot be a kernel's.
   */
  join(kernelId: string, events: KernelEvents): void {
    const kernel = this.open.get(kernelId) ?? {
      follower: new KernelFollower(kernelId, this.connect, this.onProject),
      end: undefined,
    };
    this.open.set(kernelId, kernel);
    clearTimeout(kernel.end);
    kernel.follower.join(events);
  }

  leave(kernelId: string, events: KernelEvents): void {
    const kernel = this.open.get(kernelId);
    kernel?.follower.leave(events);
    if (kernel && !kernel.follower.isHeard) {
      clearTimeout(kernel.end);
      kernel.end = setTimeout(() => {
        kernel.follower.close();
        this.open.delete(kernelId);
      }, lingerMs);
    }
  }

  close(): void {
    for (const { follower, end } of this.open.values()) {
      clearTimeout(end);
      follower.close();
    }
    this.open.clear();
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
    const followed = this.open.get(kernelId)?.follower;
    if (followed) {
      await followed.complete(runId);
      return read(followed);
    }
    const follower = new KernelFollower(kernelId, this.connect);
    try {
      await follower.complete(runId);
      return await read(follower);
    } finally {
      follower.close();
    }
  }
}
