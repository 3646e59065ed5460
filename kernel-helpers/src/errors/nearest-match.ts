import { distance } from "fastest-levenshtein";

/** Finds the known name that someone who wrote `name` most likely meant; undefined when none is close. */
export function nearestMatch(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length * 0.4)) + 1;
  for (const candidate of known) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < bestDistance) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** Says, for an error's hint, what was meant or else what there is to choose from. */
export function suggestName(name: string, known: Iterable<string>): string {
  const names = [...known];
  const nearest = nearestMatch(name, names);
  if (nearest !== undefined) {
    return `Did you mean "${nearest}"?`;
  }
  if (names.length === 0) {
    return "There is none yet.";
  }
  const shown = names.slice(0, 10).map((each) => `"${each}"`);
  return `There is ${shown.join(", ")}${names.length > shown.length ? `, and ${names.length - shown.length} more` : ""}.`;
}
