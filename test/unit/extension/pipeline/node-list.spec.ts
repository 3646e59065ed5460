import type { RunNodeView } from "trackside/lib/messages";

import { namespacesIn } from "../../../../extension/pipeline/graphmodel";
import { keepJoints } from "../../../../extension/pipeline/nodelist";
import { nodeView } from "../run-view";

const named = (name: string): RunNodeView["inputs"] => [{ name, kind: "table" }];

describe("keepJoints", () => {
  const before = [
    nodeView({ name: "read", outputs: named("ships") }),
    nodeView({ name: "clean", inputs: named("ships") }),
  ];

  it("gives the nodes as they were while only their status or data changes", () => {
    const now = [
      { ...before[0]!, status: "error" as const },
      { ...before[1]!, outputs: [...before[1]!.outputs] },
    ];
    expect(keepJoints(before, now)).toBe(before);
  });

  it.each([
    ["comes", [...before, nodeView({ name: "train" })]],
    ["goes", before.slice(1)],
    ["takes other data", [before[0]!, { ...before[1]!, inputs: named("calls") }]],
    ["is in another namespace", [before[0]!, { ...before[1]!, namespace: "north" }]],
  ])("gives the nodes as they are where one %s", (_, now) => {
    expect(keepJoints(before, now)).toBe(now);
  });
});

describe("namespacesIn", () => {
  it("puts each behind the one that it is in, and numbers in their order", () => {
    const nodes = ["port_10.train", "port_2.read", "port_2", "port_10.read"].map((namespace) =>
      nodeView({ namespace }),
    );
    expect(namespacesIn(nodes)).toEqual(["port_2", "port_2.read", "port_10", "port_10.read", "port_10.train"]);
  });
});
