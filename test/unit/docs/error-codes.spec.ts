import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../../..");
const sources = join(repository, "kernel-helpers", "src");

/** An area and a name, as in `catalog.unknown`; areas are those that docs/errors.md has a heading for. */
const codePattern = (areas: readonly string[]) => new RegExp(`"((?:${areas.join("|")})\\.[a-z-]+)"`, "g");

function sourceFiles(): string[] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
}

function codesInSource(areas: readonly string[]): string[] {
  const text = sourceFiles()
    .flatMap((name) => readFileSync(join(sources, name), "utf8").split("\n"))
    // "tracking-server.log" is a file
    .filter((line) => !line.includes("join("))
    .join("\n");
  return unique([...text.matchAll(codePattern(areas))].map(([, code = ""]) => code));
}

const page = readFileSync(join(repository, "docs", "errors.md"), "utf8");
const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

it("docs/errors.md lists every code of the source, and no other", () => {
  const listed = [...page.matchAll(/^\| `([a-z-]+\.[a-z-]+)`/gm)].map(([, code = ""]) => code);
  const areas = unique(listed.map((code) => code.split(".")[0] ?? ""));
  expect(unique(listed)).toEqual([...listed].sort());
  expect(codesInSource(areas)).toEqual(unique(listed));
});

it("every area of codes has its section in docs/errors.md", () => {
  const written = sourceFiles().flatMap((name) =>
    [...readFileSync(join(sources, name), "utf8").matchAll(/\bcode: (?:\w+ \? )?"([a-z-]+)\./g)].map(
      ([, area = ""]) => area,
    ),
  );
  const headings = [...page.matchAll(/^## `([a-z-]+)`$/gm)].map(([, area = ""]) => area);
  expect([...headings].sort()).toEqual(unique(written));
});
