import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const repository = resolve(__dirname, "..", "..", "..");

/** README and the pages of docs/, relative to the repository. */
export const documentationPages: readonly string[] = [
  "README.md",
  ...readdirSync(join(repository, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  /** Further words behind the language: `parameters` tags a cell. */
  readonly words: readonly string[];
  readonly text: string;
  /** The page and the line of the fence, for messages. */
  readonly place: string;
}

export function readPage(page: string): string {
  return readFileSync(join(repository, page), "utf8");
}

/** The fenced blocks of a page, in order; those indented into lists too. */
export function blocksOf(page: string): Block[] {
  const text = readPage(page);
  return [...text.matchAll(/^( *)```(\w*)([^\n]*)\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", language = "", rest = "", body = ""] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return {
      language,
      words: rest.split(/\s+/).filter(Boolean),
      text: body.replace(new RegExp(`^${indent}`, "gm"), ""),
      place: `${page}:${line}`,
    };
  });
}

/** A file of the project that a block shows: its first line is a comment with its path. */
export interface ShownFile {
  readonly path: string;
  readonly text: string;
}

/** The file that a block stands for: any `yaml` or `csv`, and a `ts` that begins with its path; undefined for others. */
export function fileOf({ language, text, place }: Block): ShownFile | undefined {
  const modulePath = language === "ts" ? /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] : undefined;
  if (modulePath !== undefined) {
    return { path: modulePath, text };
  }
  if (language !== "yaml" && language !== "csv") {
    return undefined;
  }
  const path = /^# (\S+)\n/.exec(text)?.[1];
  if (path === undefined) {
    throw new Error(`${place}: the first line must name the file, as in "# conf/base/parameters.yml"`);
  }
  // a comment is no row of a table
  return { path, text: language === "csv" ? text.slice(text.indexOf("\n") + 1) : text };
}
