import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { Workspace } from "../tracking/workspace";
import { copyStarter, filesBelow } from "./project-tree";

const repository = resolve(__dirname, "../../..");

let workspace: Workspace;
let fresh: string;
beforeEach(() => {
  // Nobody listens there: what is recorded stays on disk.
  workspace = new Workspace({ MLFLOW_TRACKING_URI: "http://127.0.0.1:9" });
  fresh = resolve(workspace.projectRoot, "..", "Tide tables");
});
afterEach(() => workspace.close());

/** As npm would: the project's packages, from this checkout. */
function installPackages(project: string): void {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(join(repository, "kernel-helpers"), join(project, "node_modules", "trackside"));
  symlinkSync(join(repository, "node_modules", "@types"), join(project, "node_modules", "@types"));
}

describe("a new project", () => {
  it("runs at once, and its types hold", async () => {
    const printed = await workspace.command("init", fresh);
    expect(printed).toMatch(
      /^made {2}\.gitignore\nmade {2}conf\/base\/catalog\.yml\n[^]*\nNext:\n {2}cd '\.\.\/Tide tables'\n/,
    );
    const ran = await workspace.command("run", "--wait", "0", "--project", fresh);
    expect(ran).toMatch(/2 nodes to run\n\[1\/2\] find_high_water .*\n\[2\/2\] measure/);
    expect(readFileSync(join(fresh, "data/08_reporting/tide_metrics.json"), "utf8")).toContain('"highest"');
    const manifest = JSON.parse(readFileSync(join(fresh, "package.json"), "utf8")) as { readonly name: string };
    expect(manifest.name).toBe("tide-tables");
    installPackages(fresh);
    await workspace.execute(process.execPath, [
      join(repository, "node_modules", "typescript", "bin", "tsc"),
      ...["--project", fresh],
    ]);
  });

  it("has a notebook whose cells run in the kernel, by themselves and again", async () => {
    await workspace.command("init", fresh);
    await workspace.command("kernel", "install", "--prefix", workspace.jupyterPrefix);
    const notebook = join(fresh, "notebooks", "first-look.ipynb");
    await workspace.execute("jupyter", ["execute", "--inplace", notebook], {
      JUPYTER_PATH: join(workspace.jupyterPrefix, "share", "jupyter"),
      JUPYTER_RUNTIME_DIR: join(workspace.jupyterPrefix, "runtime"),
      TRACKSIDE_NOTEBOOK: notebook,
    });
    const { cells } = JSON.parse(readFileSync(notebook, "utf8")) as {
      readonly cells: readonly { readonly id: string; readonly outputs?: readonly object[] }[];
    };
    const shown = (id: string) => JSON.stringify(cells.find((cell) => cell.id === id)?.outputs);
    expect(shown("load")).toContain("metres");
    expect(shown("find")).toMatch(/find .*high_water/);
    expect(shown("run")).toMatch(/measure .*highest/);
    expect(JSON.stringify(cells)).not.toContain('"error"');
  });

  it("takes any name for its experiment", async () => {
    await workspace.command("init", fresh, "--name", 'Tides "north": \\1');
    const { findings } = JSON.parse(
      await workspace.command("doctor", "--json", "--project", fresh).catch(printedBy),
    ) as {
      readonly findings: readonly { readonly what: string; readonly seen: string }[];
    };
    expect(findings.find(({ what }) => what === "mlflow.yml")?.seen).toBe('experiment "Tides "north": \\1"');
  });

  it("is made once: what is there is left as it is", async () => {
    await workspace.command("init", fresh);
    rmSync(join(fresh, "tsconfig.json"));
    const before = filesBelow(fresh);
    const printed = await workspace.command("init", fresh, "--name", "other");
    const { "tsconfig.json": made, ...after } = filesBelow(fresh);
    expect(after).toEqual(before);
    expect(made).toContain('"strict": true');
    expect(printed).toMatch(
      /made {2}tsconfig\.json\nleft {2}\.gitignore, which was there\nleft {2}package\.json, .*\n\nThis is a project already/,
    );
  });
});

/** What a command printed that failed. */
function printedBy(error: unknown): string {
  return (error as Error).message.replace(/^exit code \d+: /, "");
}

describe("in a Kedro project", () => {
  beforeEach(() => {
    copyStarter("databricks-iris", fresh);
    workspace.write("../Tide tables/.gitignore", "data/**\n");
    workspace.write("../Tide tables/src/databricks_iris/pipelines/training/pipeline.py", "");
  });

  it("adds what is missing, changes nothing, and tells what is for Python alone", async () => {
    const before = filesBelow(fresh);
    const printed = await workspace.command("init", fresh);
    const { "package.json": manifest, "tsconfig.json": compiler, ...after } = filesBelow(fresh);
    expect(after).toEqual(before);
    expect(manifest && compiler).toBeTruthy();
    expect(printed).toContain("add   to .gitignore: node_modules/ mlflow.db mlartifacts/\n");
    expect(printed).toContain(
      "This is a Kedro project already: conf/ stays as it is, and is read as it is. 0 of its 10 datasets can be used.",
    );
    expect(printed).toContain('"example_iris_data" is of a type that only Python reads: spark.SparkDataset');
    expect(printed).toContain("- src/databricks_iris/settings.py sets HOOKS. Hooks for nodes in TypeScript");
    expect(printed).toContain("- src/databricks_iris/settings.py sets config_patterns in CONFIG_LOADER_ARGS.");
    expect(printed).toContain("- src/databricks_iris/pipelines has nodes in Python: training.");
  });

  it("leaves a package.json that is there, and says what it lacks", async () => {
    workspace.write("../Tide tables/package.json", '{"private": true}');
    expect(await workspace.command("init", fresh)).toContain("add   to package.json: npm install trackside\n");
  });
});

describe("says what is wrong, and makes nothing", () => {
  it("where the folder is a file", async () => {
    workspace.write("../Tide tables", "");
    await expect(workspace.command("init", fresh)).rejects.toThrow(/Tide tables is a file\nName a folder/);
  });

  it("within a project", async () => {
    const folder = join(workspace.projectRoot, "notebooks");
    await expect(workspace.command("init", folder)).rejects.toThrow(/notebooks lies in a project already: .*harbour\n/);
  });

  it("where Kedro's configuration is elsewhere", async () => {
    copyStarter("astro-airflow-iris", fresh);
    rmSync(join(fresh, "conf", "base"), { recursive: true });
    const before = filesBelow(fresh);
    await expect(workspace.command("init", fresh)).rejects.toThrow(/is a Kedro project without conf\/base/);
    expect(filesBelow(fresh)).toEqual(before);
  });
});
