/** A section's keys and values. */
export type IniSection = Readonly<Record<string, string>>;

/**
 * Reads a text as Python's `configparser` does, with what `DEFAULT` holds in every section.
 *
 * The ini libraries of npm end a value at `#` or `;`, which a password may well contain, and make a tree of a section
 * whose name has a dot.
 */
export function parsePythonIni(text: string): ReadonlyMap<string, IniSection> {
  const sections = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const [, section] = /^\[([^\]]+)\]/.exec(line) ?? [];
    const [, key, value = ""] = /^\s*([^#;\s=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (section !== undefined) {
      current = sections.get(section) ?? {};
      sections.set(section, current);
    } else if (key !== undefined && current) {
      current[key.toLowerCase()] = value;
    }
  }
  const defaults = sections.get("DEFAULT") ?? {};
  return new Map([...sections].map(([name, values]) => [name, { ...defaults, ...values }]));
}
