import { useEffect, useMemo, useRef, useState } from "react";

import type { GraphModel } from "./graphmodel";
import { LayoutClient } from "./layoutclient";
import type { GraphLayout } from "./graphshape";

/** A layout with the graph that it is of: statuses change without it, items do not. */
export interface LaidOut {
  readonly layout: GraphLayout;
  readonly edges: GraphModel["edges"];
}

/** Lays a graph out anew whenever its items or edges are others; the last layout stays till the next is there. */
export function useGraphLayout({ items, edges }: GraphModel): { laidOut: LaidOut | null; failure: string | null } {
  const client = useRef<LayoutClient | null>(null);
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const shape = JSON.stringify([items.map(({ id }) => id), edges]);
  const asked = useMemo(() => {
    const [ids, lines] = JSON.parse(shape) as [string[], GraphModel["edges"]];
    return { items: ids, edges: lines };
  }, [shape]);

  useEffect(() => {
    client.current ??= new LayoutClient();
    const layouts = client.current;
    layouts
      .layout(asked)
      // One more time where the worker did not come up: then the page does it by itself.
      .catch(() => layouts.layout(asked))
      .then(
        (layout) => {
          if (layout !== null) {
            setLaidOut({ layout, edges: asked.edges });
            setFailure(null);
          }
        },
        (error: unknown) => {
          setFailure(error instanceof Error ? error.message : String(error));
        },
      );
  }, [asked]);

  useEffect(
    () => () => {
      client.current?.dispose();
      client.current = null;
    },
    [],
  );
  return { laidOut, failure };
}
