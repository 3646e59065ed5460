import { execFileSync } from "node:child_process";
import { gitTags } from "../../../kernel-helpers/src/tracking/environment-tags";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "conf/base/parameters.yml": "depth: 8\n" });
});
afterEach(() => project.dispose());

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=ann", "-c", "user.email=ann@example.org"];
  return execFileSync("git", [...identity, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
}

it("tells the commit, and whether files differ from it", async () => {
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "first");
  const commit = git("rev-parse", "HEAD");
  expect(await gitTags(project.root)).toEqual({ "mlflow.source.git.commit": commit, "trackside.git_dirty": "false" });
  project.write("conf/base/catalog.yml", "{}\n");
  expect(await gitTags(project.root)).toEqual({ "mlflow.source.git.commit": commit, "trackside.git_dirty": "true" });
});

it("tells nothing before the first commit, and outside of a work tree", async () => {
  expect(await gitTags(project.root)).toEqual({});
  git("init", "-q");
  expect(await gitTags(project.root)).toEqual({});
});
