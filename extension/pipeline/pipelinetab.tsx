import { useCallback, useMemo, useState, type CSSProperties, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { usePanelServices, useViewContext, wideKinds, type TabProps } from "../common";
import { NodeChunk, rowsInChunk } from "./nodechunk";
import { NodeFilters, readFilter } from "./nodefilters";
import { filterNodes, inOrder, toggled } from "./nodelist";
import { useJoints } from "./usejoints";

/** Lists the nodes of the run: what it has done, what it is about to do, and what it did not come to. */
export function PipelineTab({ run: { runId, nodes }, kernelId, layout }: TabProps): JSX.Element {
  const { trans } = useViewContext();
  const services = usePanelServices();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((name: string) => {
    setOpen((before) => toggled(before, name));
  }, []);
  const ordered = useOrdered(nodes);
  if (nodes.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No node has run yet.")}</p>;
  }
  const filter = readFilter(layout, nodes);
  const listed = filterNodes(ordered, filter);
  const longest = nodes.reduce((most, { durationMs = 0 }) => Math.max(most, durationMs), 1);
  return (
    <>
      <NodeFilters
        nodes={nodes}
        filter={filter}
        layout={layout}
        onOpenGraph={() => {
          services.openWide({ kind: wideKinds.graph, kernelId, name: "" });
        }}
      />
      {listed.length === 0 && <p className="trackside-Tab-empty">{trans.__("No node is like that.")}</p>}
      <div
        className="trackside-Nodes"
        role="list"
        aria-label={trans.__("Nodes")}
        style={{ "--trackside-longest": longest } as CSSProperties}
      >
        {chunksOf(listed).map((chunk, index) => (
          <NodeChunk
            key={index}
            {...{ index, open, kernelId, runId }}
            nodes={chunk}
            total={listed.length}
            onToggle={toggle}
          />
        ))}
      </div>
    </>
  );
}

/** Their order is worked out once, not for each that starts or ends. */
function useOrdered(nodes: readonly RunNodeView[]): readonly RunNodeView[] {
  const joined = useJoints(nodes);
  const names = useMemo(() => inOrder(joined).map(({ name }) => name), [joined]);
  return useMemo(() => {
    const byName = new Map(nodes.map((node) => [node.name, node]));
    return names.flatMap((name) => byName.get(name) ?? []);
  }, [names, nodes]);
}

function chunksOf(nodes: readonly RunNodeView[]): (readonly RunNodeView[])[] {
  return Array.from({ length: Math.ceil(nodes.length / rowsInChunk) }, (_, index) =>
    nodes.slice(index * rowsInChunk, (index + 1) * rowsInChunk),
  );
}
