import { messageOf } from "../common";

/** A part of the list of metrics. */
export interface MetricGroup {
  /** `pinned`, or the part of the names before their first `/` behind a `/`; of those that have none it is empty. */
  readonly id: string;
  readonly prefix: string;
  readonly names: readonly string[];
}

/** A filter that a person has typed. */
export type NameFilter =
  | { readonly kind: "names"; readonly matches: (name: string) => boolean }
  | { readonly kind: "wrong"; readonly reason: string };

export const pinnedId = "pinned";

/** Reads a filter: a text that a name holds, in any case, or a regular expression between slashes. */
export function parseFilter(text: string): NameFilter {
  const expression = /^\/(.+)\/([a-z]*)$/.exec(text.trim());
  if (expression) {
    try {
      // without the flags that make a match depend on the one before
      const pattern = new RegExp(expression[1] ?? "", (expression[2] ?? "").replace(/[gy]/g, ""));
      return { kind: "names", matches: (name) => pattern.test(name) };
    } catch (error) {
      return { kind: "wrong", reason: messageOf(error) };
    }
  }
  const wanted = text.trim().toLowerCase();
  return { kind: "names", matches: (name) => name.toLowerCase().includes(wanted) };
}

/** Puts metrics in groups by what stands before the first `/` of their names; pinned ones stand first, in their order. */
export function groupMetrics(names: readonly string[], pinned: readonly string[]): MetricGroup[] {
  const present = new Set(names);
  const first = pinned.filter((name) => present.has(name));
  const isPinned = new Set(first);
  const groups = new Map<string, string[]>();
  for (const name of names) {
    if (!isPinned.has(name)) {
      const prefix = name.slice(0, Math.max(0, name.indexOf("/")));
      const group = groups.get(prefix);
      if (group) {
        group.push(name);
      } else {
        groups.set(prefix, [name]);
      }
    }
  }
  return [
    ...(first.length > 0 ? [{ id: pinnedId, prefix: "", names: first }] : []),
    ...[...groups].map(([prefix, members]) => ({ id: `/${prefix}`, prefix, names: members })),
  ];
}
