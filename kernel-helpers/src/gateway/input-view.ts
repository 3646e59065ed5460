import type { InputRecord } from "../journal";
import type { InputView } from "../messages";

/** What the panel shows of a dataset that went into a run. */
export function inputView({ name, digest, sourceType, source, context }: InputRecord): InputView {
  return { name, digest, sourceType, place: placeIn(source), context };
}

/** MLflow's sources are JSON of each its own form; what most have is an address or a path. */
function placeIn(source: string): string {
  try {
    const parsed = JSON.parse(source) as Readonly<Record<string, unknown>> | null;
    const places = [parsed?.["uri"], parsed?.["url"], parsed?.["path"], parsed?.["name"]];
    return places.find((place): place is string => typeof place === "string") ?? "";
  } catch {
    // Not JSON: whoever logged it wrote the place itself.
    return source;
  }
}
