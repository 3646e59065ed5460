import type { TranslationBundle } from "@jupyterlab/translation";
import type { CellView, LoggedKind } from "trackside/lib/messages";

/** In the order in which a person looks for them. */
const kinds: readonly LoggedKind[] = ["params", "metrics", "nodes", "artifacts", "inputs", "tags"];

/** Says how much a cell logged, kind for kind; empty where it logged nothing. */
export function loggedText({ logged }: CellView, trans: TranslationBundle): string {
  return kinds
    .flatMap((kind) => {
      const count = logged[kind]?.count ?? 0;
      return count > 0 ? [countText(kind, count, trans)] : [];
    })
    .join(" · ");
}

/** Names what a cell logged, a line for each kind. */
export function loggedNames({ logged }: CellView, trans: TranslationBundle): readonly string[] {
  return kinds.flatMap((kind) => {
    const { count, names } = logged[kind] ?? { count: 0, names: [] };
    const more = count > names.length ? ", …" : "";
    return count > 0 ? [`${countText(kind, count, trans)}: ${names.join(", ")}${more}`] : [];
  });
}

/** How a cell came out, in a word. */
export function cellStatusWord(status: CellView["status"], trans: TranslationBundle): string {
  return {
    running: trans.__("running"),
    ok: trans.__("done"),
    error: trans.__("failed"),
    interrupted: trans.__("interrupted"),
    stopped: trans.__("the run ended in it"),
  }[status];
}

function countText(kind: LoggedKind, count: number, trans: TranslationBundle): string {
  switch (kind) {
    case "params":
      return trans._n("%1 param", "%1 params", count);
    case "metrics":
      return trans._n("%1 metric", "%1 metrics", count);
    case "nodes":
      return trans._n("%1 node", "%1 nodes", count);
    case "artifacts":
      return trans._n("%1 artifact", "%1 artifacts", count);
    case "inputs":
      return trans._n("%1 input", "%1 inputs", count);
    case "tags":
      return trans._n("%1 tag", "%1 tags", count);
  }
}
