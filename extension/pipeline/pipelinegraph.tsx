import { useCallback, useMemo, useState, type JSX } from "react";

import { useViewContext } from "../common";
import type { WideProps } from "../wide";
import { GraphCanvas } from "./graphcanvas";
import { GraphDetails } from "./graphdetails";
import { describeItems, groupId, joinNodes, namespacesIn, type GraphItem } from "./graphmodel";
import { GraphToolbar } from "./graphtoolbar";
import { mentions, toggled } from "./nodelist";
import { useGraphLayout } from "./usegraphlayout";
import { useJoints } from "./usejoints";

/** More nodes than that open with their namespaces collapsed, those within others too: each opens a step further. */
const manyNodes = 60;

/** Shows the run's nodes as a graph, live. */
export function PipelineGraph({ view: { kernelId }, run: { runId, nodes } }: WideProps): JSX.Element {
  const { trans } = useViewContext();
  const [sought, setSought] = useState("");
  const [selected, setSelected] = useState<string | null>(null);
  /** Another one begins with the whole graph in view again. */
  const [round, setRound] = useState(0);
  /** `null` until somebody collapses or expands one. */
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const joined = useJoints(nodes);
  const namespaces = useMemo(() => namespacesIn(joined), [joined]);
  const atFirst = useMemo(() => new Set(joined.length > manyNodes ? namespaces : []), [joined, namespaces]);
  const collapsed = chosen ?? atFirst;
  const joints = useMemo(() => joinNodes(joined, collapsed), [joined, collapsed]);
  const items = useMemo(() => describeItems(nodes, joints), [nodes, joints]);
  const { laidOut, failure } = useGraphLayout(joints);

  const toggle = useCallback(
    (namespace: string) => {
      setChosen(toggled(collapsed, namespace));
    },
    [collapsed],
  );

  const found = useMemo(() => findItems(items, sought), [items, sought]);
  const item = items.find(({ id }) => id === selected) ?? null;
  if (nodes.length === 0) {
    return <p className="trackside-Tab-empty">{trans.__("No node has run yet.")}</p>;
  }
  return (
    <div className="trackside-Graph">
      <GraphToolbar
        nodes={nodes}
        namespaces={namespaces}
        collapsed={collapsed}
        sought={sought}
        foundCount={found?.size ?? null}
        onSought={setSought}
        onToggle={toggle}
        onCollapse={(those) => {
          setChosen(new Set(those));
          setSelected(null);
          setRound(round + 1);
        }}
        onNext={() => {
          const ids = [...(found ?? [])];
          setSelected(ids[(ids.indexOf(selected ?? "") + 1) % ids.length] ?? selected);
        }}
      />
      <div className="trackside-Graph-body">
        {laidOut === null ? (
          <p className="trackside-Tab-empty" role="status">
            {failure === null ? trans.__("Laying out the graph…") : trans.__("There is no graph to show: %1", failure)}
          </p>
        ) : (
          <GraphCanvas
            key={round}
            items={items}
            laidOut={laidOut}
            selected={item?.id ?? null}
            found={found}
            onSelect={setSelected}
            onExpand={toggle}
          />
        )}
        {item !== null && (
          <GraphDetails
            item={item}
            kernelId={kernelId}
            runId={runId}
            onExpand={toggle}
            onCollapse={(namespace) => {
              toggle(namespace);
              setSelected(groupId(namespace));
            }}
            onClose={() => {
              setSelected(null);
            }}
          />
        )}
      </div>
    </div>
  );
}

function findItems(items: readonly GraphItem[], text: string): ReadonlySet<string> | null {
  const sought = text.trim().toLowerCase();
  return sought === ""
    ? null
    : new Set(items.filter(({ nodes }) => nodes.some((node) => mentions(node, sought))).map(({ id }) => id));
}
