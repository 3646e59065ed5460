import { closeIcon } from "@jupyterlab/ui-components";
import type { JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { DatasetFlow, ErrorText, formatDuration, StatusIcon, useViewContext } from "../common";
import { namespacesOf, type GraphItem } from "./graphmodel";
import { NodeDetails } from "./nodedetails";
import { statusOf, statusText } from "./nodestatus";

interface GraphDetailsProps {
  readonly item: GraphItem;
  readonly kernelId: string;
  readonly runId: string;
  readonly onExpand: (namespace: string) => void;
  readonly onCollapse: (namespace: string) => void;
  readonly onClose: () => void;
}

/** What there is to know of what is selected in the graph. */
export function GraphDetails({ item, kernelId, runId, onExpand, onCollapse, onClose }: GraphDetailsProps): JSX.Element {
  const { trans } = useViewContext();
  const [node] = item.nodes;
  const { group } = item;
  // The innermost that is expanded: from there it goes on outwards.
  const around = (node === undefined ? [] : namespacesOf(node))
    .filter((each) => group === null || isWithin(group, each))
    .at(-1);
  return (
    <aside className="trackside-Graph-details" aria-label={trans.__("Details of %1", item.label)}>
      <header className="trackside-Graph-detailsHeader">
        <StatusIcon kind={item.status} />
        <h3 title={item.label}>{item.label}</h3>
        <button
          type="button"
          className="trackside-IconButton"
          title={trans.__("Close")}
          aria-label={trans.__("Close")}
          onClick={onClose}
        >
          <closeIcon.react tag="span" width="14px" height="14px" />
        </button>
      </header>
      {item.group === null && node !== undefined ? (
        <OneNode node={node} kernelId={kernelId} runId={runId} />
      ) : (
        <ul className="trackside-Graph-members">
          {item.nodes.map((each) => (
            <li key={each.name}>
              <StatusIcon kind={statusOf(each)} label={statusText(each, trans)} /> {each.name}
            </li>
          ))}
        </ul>
      )}
      <div className="trackside-NodeActions">
        {group !== null && (
          <button
            type="button"
            className="trackside-Button"
            onClick={() => {
              onExpand(group);
            }}
          >
            {trans.__("Expand %1", group)}
          </button>
        )}
        {around !== undefined && (
          <button
            type="button"
            className="trackside-Button"
            onClick={() => {
              onCollapse(around);
            }}
          >
            {trans.__("Collapse %1", around)}
          </button>
        )}
      </div>
    </aside>
  );
}

function isWithin(namespace: string, other: string): boolean {
  return namespace.startsWith(`${other}.`);
}

function OneNode({ node, kernelId, runId }: { node: RunNodeView; kernelId: string; runId: string }): JSX.Element {
  const { trans } = useViewContext();
  return (
    <>
      <p className="trackside-Node-note">
        {statusText(node, trans)}
        {node.durationMs !== undefined && ` · ${formatDuration(node.durationMs)}`}
      </p>
      <DatasetFlow inputs={node.inputs} outputs={node.outputs} />
      {node.error !== undefined && <ErrorText text={node.error} />}
      <div className="trackside-Node-details">
        <NodeDetails node={node} kernelId={kernelId} runId={runId} />
      </div>
    </>
  );
}
