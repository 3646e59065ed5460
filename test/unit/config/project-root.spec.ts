import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProjectRoot } from "../../../kernel-helpers/src/config";
import { TemporaryProject } from "../../support/temporary-project";

describe("findProjectRoot", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = new TemporaryProject();
  });
  afterEach(() => project.dispose());

  it("finds the nearest folder above that has conf/base", () => {
    mkdirSync(join(project.root, "outer/inner/notebooks/deep"), { recursive: true });
    mkdirSync(join(project.root, "outer/conf/base"), { recursive: true });
    mkdirSync(join(project.root, "outer/inner/conf/base"), { recursive: true });
    expect(findProjectRoot(join(project.root, "outer/inner/notebooks/deep"))).toEqual({
      root: join(project.root, "outer/inner"),
      isProject: true,
    });
  });

  it("starts from the folder of a file, such as a notebook", () => {
    const notebook = project.write("notebooks/a.ipynb", "{}");
    mkdirSync(join(project.root, "conf/base"), { recursive: true });
    expect(findProjectRoot(notebook).root).toBe(project.root);
  });

  it("takes the working directory itself when no folder is a project", () => {
    mkdirSync(join(project.root, "conf"));
    expect(findProjectRoot()).toEqual({ root: project.root, isProject: false });
  });
});
