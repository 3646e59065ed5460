import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { removeFolder } from "../../support/remove-folder.mjs";
import { repository, type ShownFile } from "./documentation-page";

/** The Python that has Jupyter: the project's own environment, unless told otherwise. */
export const python = process.env["TRACKSIDE_PYTHON"] ?? join(repository, ".venv", "bin", "python");

export interface CellStep {
  readonly source: string;
  readonly tags: readonly string[];
}

/** A command that is run between cells, in the project's root. */
export interface CommandStep {
  readonly command: string;
}

/** What a cell or command showed, as a console would show it. */
export interface CellResult {
  readonly text: string;
  readonly failed: boolean;
}

/** A project of its own for one page, with a kernel, a runtime folder and a shipper that nobody else uses. */
export class PageProject {
  private readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "trackside-")));
  readonly root = join(this.folder, "harbour");
  readonly notebook = join(this.root, "notebooks", "first.ipynb");
  readonly environment: NodeJS.ProcessEnv;

  /** @param variables - for all that runs in the project. */
  constructor(variables: Readonly<Record<string, string>>) {
    mkdirSync(join(this.root, "conf", "base"), { recursive: true });
    this.environment = {
      ...process.env,
      // `trackside`, `papermill` and the rest as a person has them who followed the page
      PATH: [join(repository, "node_modules", ".bin"), dirname(python), process.env["PATH"]].join(delimiter),
      JUPYTER_PATH: join(this.folder, "share", "jupyter"),
      JUPYTER_RUNTIME_DIR: join(this.folder, "jupyter"),
      JUPYTER_CONFIG_DIR: join(this.folder, "config"),
      IPYTHONDIR: join(this.folder, "ipython"),
      TRACKSIDE_RUNTIME_DIR: join(this.folder, "run"),
      TRACKSIDE_NOTEBOOK: this.notebook,
      ...variables,
    };
  }

  /** Makes the kernel known to Jupyter, in this project's own place. */
  async installKernel(): Promise<void> {
    await this.shell(`trackside kernel install --prefix ${this.folder}`);
  }

  /** Runs a line of a shell in the project's root and gives what it printed; of a command of ours all that a person sees. */
  async shell(line: string): Promise<string> {
    return this.output("bash", ["-c", line.startsWith("trackside ") ? `{ ${line}\n} 2>&1` : line]);
  }

  /** Writes the files and runs the cells and commands in this order, in one notebook of a fresh kernel. */
  async runCells(steps: readonly (CellStep | CommandStep | ShownFile)[]): Promise<CellResult[]> {
    const request = JSON.stringify({ notebook: this.notebook, steps });
    return JSON.parse(await this.output(python, [join(__dirname, "run_cells.py")], request)) as CellResult[];
  }

  /** Stops the shipper and what it started, and removes the folders. */
  async close(): Promise<void> {
    await this.shell("trackside stop");
    await removeFolder(this.folder);
  }

  private async output(command: string, args: readonly string[], input = ""): Promise<string> {
    const child = spawn(command, args, { cwd: this.root, env: this.environment, stdio: "pipe" });
    let output = "";
    let complaints = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdin.end(input);
    const [code] = (await once(child, "close")) as [number | null];
    if (code !== 0) {
      throw new Error(`${[command, ...args].join(" ")}: exit code ${code}\n${output}${complaints}`);
    }
    return output;
  }
}
