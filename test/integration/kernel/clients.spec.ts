import { execFile, type ExecFileException } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { KernelWorkspace, python } from "./test-kernel";

let workspace: KernelWorkspace;

beforeEach(() => {
  workspace = new KernelWorkspace();
});

afterEach(() => workspace.dispose());

interface Finished {
  readonly failed: boolean;
  readonly output: string;
}

function runPython(...parameters: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const options = { cwd: workspace.notebooks, env: workspace.environment };
    execFile(python, parameters, options, (error: ExecFileException | null, stdout, stderr) =>
      resolve({ failed: error !== null, output: stdout + stderr }),
    );
  });
}

function writeNotebook(name: string, ...cells: string[]): string {
  const file = join(workspace.notebooks, name);
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "trackside", display_name: "Under test", language: "typescript" } },
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  };
  writeFileSync(file, JSON.stringify(notebook));
  return file;
}

interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly ename?: string;
}

function outputsOf(file: string): Output[][] {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs: Output[] }[] };
  return notebook.cells.map(({ outputs }) => outputs);
}

it("passes Jupyter's own tests of kernels", async () => {
  const { failed, output } = await runPython(join(__dirname, "kernel_test.py"), "-v");
  expect(output).toContain("OK");
  expect(failed).toBe(false);
});

it("executes a notebook under nbclient, which reports an error with its name and message", async () => {
  const file = writeNotebook("error.ipynb", "const n: number = 20;\nn + 1", "throw new RangeError('too far');", "3");
  const code = `
import nbformat, nbclient
notebook = nbformat.read("error.ipynb", as_version=4)
try:
    nbclient.NotebookClient(notebook).execute()
except nbclient.exceptions.CellExecutionError as error:
    print("ename:", error.ename)
    print("evalue:", error.evalue)
nbformat.write(notebook, "error.ipynb")
`;
  const { output } = await runPython("-c", code);
  expect(output).toContain("ename: RangeError");
  expect(output).toContain("evalue: too far");
  const [first, second, third] = outputsOf(file);
  expect(first?.[0]?.data).toEqual({ "text/plain": ["21"] });
  expect(second?.[0]).toMatchObject({ output_type: "error", ename: "RangeError" });
  expect(third).toEqual([]);
});

it("executes a notebook under papermill", async () => {
  writeNotebook("in.ipynb", "const rows = [1, 2, 3];", "console.log(rows.length);\nrows.length * 2");
  const { failed, output } = await runPython("-m", "papermill", "--no-progress-bar", "in.ipynb", "out.ipynb");
  expect({ failed, output: failed ? output : "" }).toEqual({ failed: false, output: "" });
  const [, second] = outputsOf(join(workspace.notebooks, "out.ipynb"));
  expect(second?.map(({ output_type: type }) => type)).toEqual(["stream", "execute_result"]);
});

it("answers in Jupyter's console", async () => {
  const { failed, output } = await runPython(join(__dirname, "console_session.py"));
  expect(output).toMatch(/Out.*42/s);
  expect(failed).toBe(false);
});
