import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project in a temporary folder, which is the working directory while it lives. */
export class TemporaryProject {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), "trackside-project-")));
  private readonly before = process.cwd();

  /** @param files - Text by path; a project needs one below `conf/base`. */
  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) {
      this.write(path, text);
    }
    process.chdir(this.root);
  }

  write(path: string, text: string | Uint8Array): string {
    const absolute = join(this.root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
    return absolute;
  }

  dispose(): void {
    process.chdir(this.before);
    rmSync(this.root, { recursive: true, force: true });
  }
}
