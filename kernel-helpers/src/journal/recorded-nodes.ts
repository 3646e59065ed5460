import type { NodeView } from "../messages";
import type { RecordedNode } from "./records";

/** Puts together what a run's records say of its nodes: each tells only what those before it have not. */
export class RecordedNodes {
  private readonly recorded = new Map<string, RecordedNode>();
  /** Views that nothing will be added to. */
  private readonly whole = new Map<string, NodeView>();
  private readonly lacking = new Set<string>();

  /** @param params - those of the run, as far as they have been read. */
  constructor(private readonly params: ReadonlyMap<string, string>) {}

  /** Takes a record's node. */
  add(node: RecordedNode): void {
    const { name, startTime } = node;
    const before = this.recorded.get(name);
    const goesOn = node.inputs === undefined && before?.startTime === startTime;
    this.recorded.set(name, goesOn ? { ...before, ...node } : node);
    this.whole.delete(name);
  }

  /** Nodes that take params which had not been read when they were looked at: another journal of the run has them. */
  get withoutParams(): ReadonlySet<string> {
    return this.lacking;
  }

  /** A node, as far as it is told. */
  view(name: string): NodeView | undefined {
    const node = this.recorded.get(name);
    return this.whole.get(name) ?? (node && this.viewOf(node));
  }

  /** The nodes, in the order in which they first ran. */
  views(): NodeView[] {
    return [...this.recorded.values()].map((node) => this.whole.get(node.name) ?? this.viewOf(node));
  }

  private viewOf({ paramKeys = [], params, inputs = [], ...node }: RecordedNode): NodeView {
    const known = paramKeys.flatMap((key) => {
      const value = this.params.get(key);
      return value === undefined ? [] : [[key, value] as const];
    });
    const view = { ...node, inputs, params: { ...Object.fromEntries(known), ...params } };
    if (known.length === paramKeys.length) {
      this.whole.set(node.name, view);
      this.lacking.delete(node.name);
    } else {
      this.lacking.add(node.name);
    }
    return view;
  }
}
