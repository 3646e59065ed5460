import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** What a project has for Kedro, in Python. */
export interface KedroProject {
  /** Folder of its package, relative to the project's root, with forward slashes. */
  readonly sources: string;
  /** What its `settings.py` sets, as written, by name; comments are left out. */
  readonly settings: ReadonlyMap<string, string>;
  /** Names of its pipelines. */
  readonly pipelines: readonly string[];
}

/** Reads what Kedro has in a project; undefined where `pyproject.toml` does not name it as one of Kedro's. */
export function findKedroProject(root: string): KedroProject | undefined {
  const section = /^\[tool\.kedro\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(readText(join(root, "pyproject.toml")))?.[1];
  if (section === undefined) {
    return undefined;
  }
  const read = (key: string) => new RegExp(`^${key}\\s*=\\s*["'](.*?)["']`, "m").exec(section)?.[1];
  const folder = join(root, read("source_dir") ?? "src", read("package_name") ?? "");
  return {
    sources: relative(root, folder).split(sep).join("/"),
    settings: readAssignments(readText(join(folder, "settings.py"))),
    pipelines: pythonPipelines(join(folder, "pipelines")),
  };
}

function readText(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Python's assignments of names in capitals, each to the line where the next statement begins. */
function readAssignments(text: string): ReadonlyMap<string, string> {
  const code = text.replace(/^\s*#.*$|\s#\s.*$/gm, "");
  const found = code.matchAll(/^([A-Z][A-Z_]*)\s*(?::[^=\n]+)?=([\s\S]*?)(?=^[^\s)\]}]|(?![\s\S]))/gm);
  return new Map([...found].map(([, name = "", value = ""]) => [name, value.trim()]));
}

function pythonPipelines(folder: string): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "pipeline.py")))
    .map((entry) => entry.name)
    .sort();
}
