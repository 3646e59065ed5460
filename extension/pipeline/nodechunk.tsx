import { useEffect, useRef, useState, type JSX } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { NodeRow } from "./noderow";

/** Rows that come and go together. */
export const rowsInChunk = 30;

/** Pixels of a row whose details are closed, about. */
const rowHeight = 55;

/** Rows that are nearer to the part of the list that can be seen are there already. */
const nearness = "600px";

/** So many are there before it is known what can be seen. */
const firstChunks = 2;

interface NodeChunkProps {
  readonly nodes: readonly RunNodeView[];
  readonly index: number;
  /** How many rows all chunks have. */
  readonly total: number;
  /** Names of the nodes whose details are open. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (name: string) => void;
  readonly kernelId: string;
  readonly runId: string;
}

/** Some rows of a long list; what is far from the screen is but room, so that thousands of rows cost no more than dozens. */
export function NodeChunk({ nodes, index, total, open, onToggle, kernelId, runId }: NodeChunkProps): JSX.Element {
  const element = useRef<HTMLOListElement>(null);
  const [room, setRoom] = useState(index < firstChunks ? null : nodes.length * rowHeight);
  useEffect(() => {
    const list = element.current;
    if (list === null) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, boundingClientRect } of entries) {
          setRoom(isIntersecting ? null : boundingClientRect.height);
        }
      },
      { root: list.closest('[role="tabpanel"]'), rootMargin: nearness },
    );
    observer.observe(list);
    return () => {
      observer.disconnect();
    };
  }, []);
  return (
    <ol
      ref={element}
      className="trackside-Nodes-chunk"
      role="presentation"
      style={room === null ? undefined : { height: room }}
    >
      {room === null &&
        nodes.map((node, at) => (
          <NodeRow
            key={node.name}
            node={node}
            place={index * rowsInChunk + at + 1}
            total={total}
            isOpen={open.has(node.name)}
            onToggle={onToggle}
            kernelId={kernelId}
            runId={runId}
          />
        ))}
    </ol>
  );
}
