import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { TracksideError } from "../../errors";
import { packageRoot } from "../../own-package";

const templateFolder = join(packageRoot, "template");

/** A file of the template. */
export interface TemplateFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly content: string;
}

/** Reads the template with a project's own words in it: `{{name}}` and the like, each within quotes. */
export function readTemplate(words: Readonly<Record<string, string>>): TemplateFile[] {
  return readdirSync(templateFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(templateFolder, file).split(sep).join("/");
      const content = readFileSync(file, "utf8").replace(/\{\{(\w+)\}\}/g, (all, word: string) =>
        quotable(words[word] ?? all),
      );
      // npm leaves a file of that name out of a package.
      return { path: path.replace(/^gitignore$/, ".gitignore"), content };
    })
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Writes files that are not there yet; others stay as they are.
 *
 * @returns paths of those written, and of those left alone.
 * @throws TracksideError when the folder takes no files.
 */
export function writeMissing(root: string, files: readonly TemplateFile[]): { made: string[]; left: string[] } {
  const made: string[] = [];
  const left: string[] = [];
  for (const { path, content } of files) {
    const file = join(root, path);
    if (existsSync(file)) {
      left.push(path);
    } else {
      write(file, content);
      made.push(path);
    }
  }
  return { made, left };
}

function write(file: string, content: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: "wx" });
  } catch (cause) {
    throw new TracksideError(`${file} cannot be written: ${(cause as Error).message}`, {
      code: "cli.init",
      hint: "Choose a folder that you may write to.",
      cause,
    });
  }
}

/** What YAML and JSON read as the text when it stands between double quotes. */
function quotable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
