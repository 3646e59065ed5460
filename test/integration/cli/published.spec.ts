import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { Workspace } from "../tracking/workspace";

const repository = resolve(__dirname, "../../..");
const workspace = new Workspace();
afterAll(() => workspace.close());

/** Unpacks what npm would publish where a project has its packages; the others are those of the repository. */
async function install(packages: string): Promise<string> {
  const installed = join(packages, "trackside");
  mkdirSync(installed, { recursive: true });
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (name !== "trackside") {
      symlinkSync(join(repository, "node_modules", name), join(packages, name));
    }
  }
  const pack = ["pack", "--silent", "--workspace", "trackside", "--pack-destination", packages];
  const file = await workspace.execute("npm", ["--prefix", repository, ...pack]);
  await workspace.execute("tar", ["-xzf", join(packages, file.trim()), "-C", installed, "--strip-components", "1"]);
  symlinkSync(join(repository, "kernel-helpers", "node_modules"), join(installed, "node_modules"));
  return join(installed, "bin", "trackside.js");
}

it("publishes all that a project needs, threads and types among it", async () => {
  const command = await install(join(workspace.projectRoot, "..", "node_modules"));
  const trackside = (...args: string[]) => workspace.execute(process.execPath, [command, ...args]);
  await trackside("init", "../tides");
  expect(await trackside("run", "--project", "../tides", "--runner", "parallel", "--wait", "0")).toMatch(
    /measure.*\n.*FINISHED/,
  );
  await trackside("typegen", "--project", "../tides");
  const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
  expect(await workspace.execute(process.execPath, [compiler, "--noEmit", "-p", "../tides"])).toBe("");
});
