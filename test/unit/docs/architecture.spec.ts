import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../../..");
const page = readFileSync(join(repository, "ARCHITECTURE.md"), "utf8");

/** Folders below a folder that hold TypeScript, with a slash behind each. */
function foldersOf(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${join(entry.parentPath, entry.name).slice(join(repository, folder).length + 1)}/`)
    .sort();
}

/** First column of the tables between two texts of the page. */
function firstColumn(from: string, to: string): string[] {
  const part = page.slice(page.indexOf(from), page.indexOf(to));
  return [...part.matchAll(/^\| `([^`]+)`/gm)].map(([, name = ""]) => name).sort();
}

it("ARCHITECTURE.md has every folder of the package, and no other", () => {
  // what a folder of commands or views holds, its parent's line says
  const folders = foldersOf("kernel-helpers/src").filter((name) => name !== "cli/commands/");
  expect(firstColumn("## The package", "The extension:")).toEqual(folders);
});

it("ARCHITECTURE.md has every folder of the extension, and no other", () => {
  const folders = foldersOf("extension").filter((name) => name !== "panel/views/");
  expect(firstColumn("The extension:", "## Layers")).toEqual(folders);
});

it("ARCHITECTURE.md tells the layers that the linter holds", () => {
  const config = readFileSync(join(repository, "eslint.config.mjs"), "utf8");
  const literal = /const layers = (\{[\s\S]*?\n\});/.exec(config)?.[1] ?? "";
  const json = literal.replace(/^ *"?([\w-]+)"?:/gm, '"$1":').replace(/,(?=\s*\})/g, "");
  const layers = JSON.parse(json) as Record<string, string[]>;
  const rows = [...page.slice(page.indexOf("## Layers")).matchAll(/^\| `([\w-]+)` +\| (.*?) +\|$/gm)];
  const told = rows.map(([, folder = "", allowed = ""]) => [
    folder,
    [...allowed.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name),
  ]);
  expect(Object.fromEntries(told)).toEqual(layers);
});
