/**
 * Which datasets of a run hold which memory: a node may return two views of one buffer, and what one dataset no longer
 * needs the other still does.
 */
export class MemoryHolders {
  private readonly holders = new WeakMap<ArrayBuffer, Set<string>>();
  private readonly memory = new WeakMap<object, readonly ArrayBuffer[]>();

  /** Notes what a worker sent: it was looked through there. */
  hold(dataset: string, data: unknown, buffers: readonly ArrayBuffer[]): void {
    if (typeof data === "object" && data !== null) {
      this.memory.set(data, buffers);
    }
    for (const each of buffers) {
      const holders = this.holders.get(each) ?? new Set();
      this.holders.set(each, holders.add(dataset));
    }
  }

  /** The memory of data that was noted; undefined of any other. */
  memoryOf(data: unknown): readonly ArrayBuffer[] | undefined {
    return typeof data === "object" && data !== null ? this.memory.get(data) : [];
  }

  /** Of these buffers, those that none but the given datasets hold; what came from outside the run is held by others. */
  heldOnlyBy(datasets: ReadonlySet<string>, buffers: Iterable<ArrayBuffer>): ArrayBuffer[] {
    return [...buffers].filter((each) => {
      const holders = this.holders.get(each);
      return holders !== undefined && [...holders].every((name) => datasets.has(name));
    });
  }
}
