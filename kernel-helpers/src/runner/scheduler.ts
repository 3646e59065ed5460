import type { Plan, PlannedNode } from "./plan";

/**
 * Decides which node of a plan is next. It knows nothing of time, threads or data: what happened is told to it, and the
 * same is answered always.
 */
export class Scheduler {
  private readonly waiting = new Map<string, number>();
  private readonly followers = new Map<string, PlannedNode[]>();
  private readonly ready: PlannedNode[];
  /** How many of `ready` were taken. */
  private taken = 0;
  private readonly skippedNodes = new Set<string>();

  constructor(plan: Plan) {
    for (const node of plan.nodes) {
      this.waiting.set(node.name, node.dependencies.length);
      for (const dependency of node.dependencies) {
        const followers = this.followers.get(dependency);
        if (followers) {
          followers.push(node);
        } else {
          this.followers.set(dependency, [node]);
        }
      }
    }
    this.ready = plan.nodes.filter((each) => each.dependencies.length === 0);
  }

  /** Nodes that will never run, because one that they need failed. */
  get skipped(): ReadonlySet<string> {
    return this.skippedNodes;
  }

  /** The next node that can start; undefined when all that is left waits for nodes at work. */
  take(): PlannedNode | undefined {
    return this.taken < this.ready.length ? this.ready[this.taken++] : undefined;
  }

  succeeded(name: string): void {
    for (const follower of this.followers.get(name) ?? []) {
      const left = (this.waiting.get(follower.name) ?? 0) - 1;
      this.waiting.set(follower.name, left);
      if (left === 0) {
        this.ready.push(follower);
      }
    }
  }

  /** Gives up all that depends on the node. */
  failed(name: string): void {
    const lost = [name];
    // The list grows while it is walked.
    for (const each of lost) {
      for (const follower of this.followers.get(each) ?? []) {
        if (!this.skippedNodes.has(follower.name)) {
          this.skippedNodes.add(follower.name);
          lost.push(follower.name);
        }
      }
    }
  }
}
