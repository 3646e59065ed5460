import { useEffect, useRef, useState } from "react";

import { messageOf } from "../common";
import type { GraphEdge, GraphJoints } from "./graphmodel";
import { LayoutClient } from "./layoutclient";
import type { GraphLayout } from "./graphshape";

/** A layout with the graph that it is of: statuses change without it, items do not. */
export interface LaidOut {
  readonly layout: GraphLayout;
  readonly edges: readonly GraphEdge[];
}

/** Lays a graph out anew whenever its items or edges are others; the last layout stays till the next is there. */
export function useGraphLayout(joints: GraphJoints): { laidOut: LaidOut | null; failure: string | null } {
  const client = useRef<LayoutClient | null>(null);
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    client.current ??= new LayoutClient();
    const layouts = client.current;
    const { itemIds, edges } = joints;
    const shape = { items: [...new Set(itemIds.values())], edges: edges.map(({ from, to }) => ({ from, to })) };
    layouts
      .layout(shape)
      // One more time where the worker did not come up: then the page does it by itself.
      .catch(() => layouts.layout(shape))
      .then(
        (layout) => {
          if (layout !== null) {
            setLaidOut({ layout, edges });
            setFailure(null);
          }
        },
        (error: unknown) => {
          setFailure(messageOf(error));
        },
      );
  }, [joints]);

  useEffect(
    () => () => {
      client.current?.dispose();
      client.current = null;
    },
    [],
  );
  return { laidOut, failure };
}
