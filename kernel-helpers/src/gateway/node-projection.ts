import { RecordedNodes, type NodeRecord, type PlanEndRecord, type PlannedNode, type PlanRecord } from "../journal";
import type { NodeDigests, RunNodeView } from "../messages";
import { staleInputs } from "./stale-inputs";

interface NodePlan {
  readonly labels: Pick<RunNodeView, "namespace" | "tags" | "pipeline">;
  readonly outputs: RunNodeView["outputs"];
}

/** The nodes of one run: what is planned, what ran, and what of that is out of date. */
export class NodeProjection {
  private readonly nodes = new Map<string, RunNodeView>();
  private readonly plans = new Map<string, NodePlan>();
  /** Of each node's last completed run: it holds while the node waits to run again. */
  private readonly digests = new Map<string, NodeDigests>();
  private stale: ReadonlyMap<string, string> = new Map();
  private areDigestsNew = false;
  private readonly changed = new Set<string>();
  private readonly recorded: RecordedNodes;

  /** @param params - those of the run, as far as they have been read. */
  constructor(params: ReadonlyMap<string, string>) {
    this.recorded = new RecordedNodes(params);
  }

  apply(record: NodeRecord | PlanRecord | PlanEndRecord): void {
    switch (record.type) {
      case "node":
        this.applyNode(record);
        break;
      case "plan":
        record.nodes.forEach((node) => this.applyPlan(node, record.pipeline));
        break;
      case "plan-end":
        record.skipped.forEach((name) => this.turn(name, "waiting", "skipped"));
        break;
    }
  }

  /** Nothing runs any more; a writer that was killed could not tell of it. */
  end(): void {
    for (const name of this.nodes.keys()) {
      this.turn(name, "waiting", "skipped");
      this.turn(name, "running", "stopped");
    }
  }

  get areAny(): boolean {
    return this.nodes.size > 0;
  }

  get views(): RunNodeView[] {
    this.refreshStale();
    return [...this.nodes.keys()].flatMap((name) => this.viewOf(name));
  }

  /** Those that have changed since the last call. */
  takeChanged(): RunNodeView[] {
    this.refreshStale();
    const views = [...this.changed].flatMap((name) => this.viewOf(name));
    this.changed.clear();
    return views;
  }

  /** Further params have been read: nodes may have waited for them. */
  applyParams(): void {
    for (const name of [...this.recorded.withoutParams]) {
      const node = this.nodes.get(name);
      const view = this.recorded.view(name);
      if (node && view) {
        this.set({ ...node, params: view.params });
      }
    }
  }

  private applyNode({ node, cell, traceback }: NodeRecord): void {
    this.recorded.add(node);
    const view = this.recorded.view(node.name);
    if (!view) {
      return;
    }
    this.set({ ...view, ...(cell && { cell }), ...(traceback !== undefined && { traceback }) });
    if (node.digests) {
      this.digests.set(node.name, node.digests);
      this.areDigestsNew = true;
    }
  }

  private applyPlan({ name, inputs, outputs, namespace, tags }: PlannedNode, pipeline: string | null): void {
    const views = (names: readonly string[]) => names.map((each) => ({ name: each, kind: "" }));
    const plan = {
      labels: {
        ...(namespace !== undefined && { namespace }),
        ...(tags && { tags }),
        ...(pipeline !== null && { pipeline }),
      },
      outputs: views(outputs),
    };
    this.plans.set(name, plan);
    this.set({ name, status: "waiting", inputs: views(inputs), outputs: plan.outputs, params: {}, metrics: {} });
  }

  private turn(name: string, from: RunNodeView["status"], to: RunNodeView["status"]): void {
    const node = this.nodes.get(name);
    if (node?.status === from) {
      this.set({ ...node, status: to });
    }
  }

  private set(node: RunNodeView): void {
    this.nodes.set(node.name, node);
    this.changed.add(node.name);
  }

  private viewOf(name: string): RunNodeView[] {
    const node = this.nodes.get(name);
    if (!node) {
      return [];
    }
    const staleInput = node.status === "ok" ? this.stale.get(name) : undefined;
    const plan = this.plans.get(name);
    // One that runs or failed has made nothing, and is still the one that others wait for.
    const outputs = node.status !== "ok" && node.outputs.length === 0 ? (plan?.outputs ?? []) : node.outputs;
    return [{ ...node, ...plan?.labels, outputs, ...(staleInput !== undefined && { staleInput }) }];
  }

  private refreshStale(): void {
    if (!this.areDigestsNew) {
      return;
    }
    this.areDigestsNew = false;
    const before = this.stale;
    this.stale = staleInputs(this.digests);
    for (const name of this.nodes.keys()) {
      if (before.get(name) !== this.stale.get(name)) {
        this.changed.add(name);
      }
    }
  }
}
