import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");
const projectPython = path.join(root, ".venv/bin/python");

/** What Python and pip of the tests get: no configuration, kernels or extensions of the user's. */
let isolated: NodeJS.ProcessEnv;
let folder: string;
let python: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "trackside-wheel-"));
  isolated = {
    PATH: process.env["PATH"],
    HOME: folder,
    JUPYTER_CONFIG_DIR: path.join(folder, "config"),
    JUPYTER_DATA_DIR: path.join(folder, "data"),
    JUPYTER_PREFER_ENV_PATH: "1",
  };
  const pip = ["-m", "pip", "--disable-pip-version-check"];
  run(projectPython, [...pip, "wheel", "--no-build-isolation", "--no-deps", "--no-index", "-w", folder, root]);
  const environment = path.join(folder, "environment");
  run(projectPython, ["-m", "venv", "--without-pip", environment]);
  python = path.join(environment, "bin/python");
  run(projectPython, [...pip, "--python", python, "install", "--no-deps", "--no-index", wheel()]);
  // the environment is new, but Jupyter itself need not be installed once more
  const [own, projects] = [python, projectPython].map((program) =>
    run(program, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).trim(),
  );
  writeFileSync(path.join(own!, "jupyter.pth"), `${projects!}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: string[]): string {
  return execFileSync(program, args, {
    cwd: folder,
    env: isolated,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function wheel(): string {
  const name = readdirSync(folder).find((file) => file.endsWith(".whl"));
  return path.join(folder, name ?? "no wheel was built");
}

function fromPython<T>(code: string): T {
  return JSON.parse(run(python, ["-c", code])) as T;
}

test("the wheel, the extension and the npm package have one version", () => {
  const version = (file: string) =>
    (JSON.parse(readFileSync(path.join(root, file), "utf8")) as { version: string }).version;
  expect(path.basename(wheel())).toBe(`jupyterlab_trackside-${version("package.json")}-py3-none-any.whl`);
  expect(version("kernel-helpers/package.json")).toBe(version("package.json"));
});

test("JupyterLab finds the extension, and knows which package to uninstall", () => {
  // the list is printed on stderr, coloured
  const list = run("/bin/sh", ["-c", `"${python}" -m jupyterlab.labextensions list 2>&1`]);
  expect(list).toMatch(/jupyterlab-trackside v\S+ .*enabled.*OK.*\(python, jupyterlab_trackside\)/);
  expect(list).toContain(path.join(folder, "environment/share/jupyter/labextensions"));
});

test("Jupyter finds the kernel", () => {
  const { kernelspecs } = JSON.parse(run(python, ["-m", "jupyter_client.kernelspecapp", "list", "--json"])) as {
    kernelspecs: Record<string, { spec: { argv: string[]; display_name: string; language: string } }>;
  };
  expect(kernelspecs["trackside"]?.spec).toMatchObject({
    argv: ["trackside", "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript (Trackside)",
    language: "typescript",
  });
});

test("jupyter-server-proxy finds the gateway, on a Unix socket and with the program that the kernel has", () => {
  const [entry] = fromPython<[string, string, string[], boolean][]>(`
import json
from importlib.metadata import entry_points
found = [entry for entry in entry_points(group="jupyter_serverproxy_servers") if entry.name == "trackside"]
server = found[0].load()()
module = __import__("jupyterlab_trackside").__file__
print(json.dumps([[found[0].value, module, server["command"](), server["unix_socket"]]]))
`);
  const [value, module, command, unixSocket] = entry!;
  expect(value).toBe("jupyterlab_trackside:gateway");
  expect(module.startsWith(folder)).toBe(true);
  expect(command).toEqual(["trackside", "gateway", "--socket", "{unix_socket}"]);
  expect(unixSocket).toBe(true);
});

test("a kernel installed by its path brings its own gateway", () => {
  const kernel = path.join(folder, "data/kernels/trackside");
  run("/bin/mkdir", ["-p", kernel]);
  const argv = ["/opt/node", "/opt/{x}/trackside.js", "kernel", "--config-path", "{connection_file}"];
  writeFileSync(
    path.join(kernel, "kernel.json"),
    JSON.stringify({ argv, display_name: "mine", language: "typescript" }),
  );
  const command = fromPython<string[]>(`
import json, os
os.environ["JUPYTER_PREFER_ENV_PATH"] = "0"
from jupyterlab_trackside import gateway
print(json.dumps(gateway()["command"]()))
`);
  // braces in a path are escaped, as the proxy fills in a template
  expect(command).toEqual(["/opt/node", "/opt/{{x}}/trackside.js", "gateway", "--socket", "{unix_socket}"]);
});

test("importing the wiring loads neither MLflow nor anything else that is slow", () => {
  const loaded = fromPython<string[]>(`
import json, sys
before = set(sys.modules)
import jupyterlab_trackside
jupyterlab_trackside.gateway()
jupyterlab_trackside._jupyter_labextension_paths()
print(json.dumps(sorted(set(sys.modules) - before)))
`);
  expect(loaded).toEqual(["jupyterlab_trackside"]);
});

test("the licence is in the wheel", () => {
  const files = run(projectPython, ["-m", "zipfile", "-l", wheel()]);
  expect(files).toMatch(/jupyterlab_trackside-\S+\.dist-info\/licenses\/LICENSE/);
});
