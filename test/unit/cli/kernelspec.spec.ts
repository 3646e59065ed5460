import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { main } from "../../../kernel-helpers/src/cli";

let folder: string;
let written: string;
const environment = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trackside-cli-"));
  written = "";
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, "write").mockImplementation((text) => {
      written += String(text);
      return true;
    });
  }
});

afterEach(() => {
  process.env = { ...environment };
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const trackside = (...parameters: string[]) => main(["node", "trackside", ...parameters]);

const kernels = (prefix: string) => join(prefix, "share", "jupyter", "kernels", "trackside");

interface Kernelspec {
  readonly argv: string[];
}

it("installs a kernelspec with absolute paths that exist, and a logo", async () => {
  await trackside("kernel", "install", "--prefix", folder);
  const spec = JSON.parse(readFileSync(join(kernels(folder), "kernel.json"), "utf8")) as Kernelspec;
  expect(spec).toMatchObject({
    display_name: "TypeScript (Trackside)",
    language: "typescript",
    interrupt_mode: "message",
  });
  const [node = "", script = "", ...rest] = spec.argv;
  expect([node, script].every((path) => isAbsolute(path) && existsSync(path))).toBe(true);
  expect(rest).toEqual(["kernel", "--config-path", "{connection_file}"]);
  expect(readFileSync(join(kernels(folder), "logo-svg.svg"), "utf8")).toContain("<svg");
  expect(written).toContain(kernels(folder));
});

it("installs into the active Python environment, or a named one", async () => {
  process.env["VIRTUAL_ENV"] = folder;
  await trackside("kernel", "install", "--sys-prefix");
  expect(existsSync(join(kernels(folder), "kernel.json"))).toBe(true);
  const other = join(folder, "other");
  await trackside("kernel", "install", "--sys-prefix", other);
  expect(existsSync(join(kernels(other), "kernel.json"))).toBe(true);
});

it("installs for the user where Jupyter keeps the user's data", async () => {
  process.env["JUPYTER_DATA_DIR"] = folder;
  await trackside("kernel", "install");
  expect(existsSync(join(folder, "kernels", "trackside", "kernel.json"))).toBe(true);
});

it("says what to do when there is no Python environment, without a stack", async () => {
  delete process.env["VIRTUAL_ENV"];
  delete process.env["CONDA_PREFIX"];
  await trackside("kernel", "install", "--sys-prefix");
  expect(process.exitCode).toBe(1);
  expect(written).toContain("--sys-prefix <folder>");
  expect(written).not.toContain("    at ");
});

it("says so when the place cannot be written to", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await trackside("kernel", "install", "--prefix", file);
  expect(process.exitCode).toBe(1);
  expect(written).toContain(kernels(file));
});

it("tells a person who starts a kernel by hand that Jupyter does it", async () => {
  await trackside("kernel");
  expect(process.exitCode).toBe(1);
  expect(written).toContain("trackside kernel install");
});
