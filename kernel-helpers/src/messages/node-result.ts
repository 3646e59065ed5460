import type { NodeView } from "./run-view";

/** Mime type of what a cell shows for the nodes it ran. */
export const nodeResultMimeType = "application/vnd.trackside.nodes+json";

/** Data under {@link nodeResultMimeType}; updated in place while the nodes run. */
export interface NodeResult {
  readonly version: 1;
  readonly nodes: readonly NodeView[];
  /** How many nodes more there are: of thousands, nobody reads all, and each update would carry them. @default 0 */
  readonly left?: number;
}
