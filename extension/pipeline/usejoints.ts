import { useRef } from "react";
import type { RunNodeView } from "trackside/lib/messages";

import { keepJoints } from "./nodelist";

/** Gives the nodes as they were when one came, went or was joined to others last: for what no status changes. */
export function useJoints(nodes: readonly RunNodeView[]): readonly RunNodeView[] {
  const kept = useRef(nodes);
  kept.current = keepJoints(kept.current, nodes);
  return kept.current;
}
