import { utimesSync } from "node:fs";
import { catalog, openCatalog } from "../../../kernel-helpers/src/catalog";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

const gauge = `
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Heights of the water, a number on each line. */
export class TideGauge {
  private readonly path: string;
  constructor({ projectPath, filepath, factor = 1 }: { projectPath: string; filepath: string; factor?: number }) {
    this.path = join(projectPath, filepath);
    this.factor = factor;
  }
  private readonly factor: number;
  load() {
    return readFileSync(this.path, "utf8").trim().split("\\n").map((line) => Number(line) * this.factor);
  }
  save(heights: number[]) {
    writeFileSync(this.path, heights.map((height) => height + "\\n").join(""));
  }
}
`;

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": "tide: {type: ./datasets/gauge.ts, filepath: tide.txt, factor: 2}\n",
    "datasets/gauge.ts": gauge,
  });
});
afterEach(() => project.dispose());

it("a class of the project is a dataset's type, made with the entry's keys", async () => {
  await catalog.save("tide", [1, 2.5]);
  expect(await catalog.load("tide")).toEqual([2, 5]);
  expect(await catalog.exists("tide")).toBe(true);
  expect(catalog.describe("tide")).toMatchObject({ type: "./datasets/gauge.ts", declared: true, filepath: undefined });
});

it("a class that is edited is used as it is now", async () => {
  await catalog.save("tide", [1]);
  const path = project.write("datasets/gauge.ts", gauge.replace("* this.factor", "* this.factor * 100"));
  utimesSync(path, new Date(), new Date(Date.now() + 5000));
  expect(await openCatalog(project.root).load("tide")).toEqual([200]);
});

it.each([
  ["{type: ./datasets/gage.ts}", "is no file of the project"],
  ["{type: ../gauge.ts}", "is no file of the project"],
  ["{type: ./datasets/gauge.ts#Gauge}", "The module's classes are: TideGauge"],
  ["{type: 'tide-gauges#Gauge'}", "is no package installed"],
  ["{type: ./datasets/two.ts}", "One, Two"],
  ["{type: ./datasets/two.ts#One}", "which has no function load"],
  ["{type: ./datasets/broken.ts}", "catalog.yml:1:"],
])("%s names what is wrong with it", async (entry, problem) => {
  project.write("datasets/two.ts", "export class One {}\nexport class Two { load() {} }\n");
  project.write("datasets/broken.ts", "export class {\n");
  project.write("conf/base/catalog.yml", `tide: ${entry}\n`);
  const error = await rejection(() => catalog.load("tide"));
  expect(error.code).toBe("catalog.class");
  expect(error.message).toContain('conf/base/catalog.yml:1:8: dataset "tide"');
  expect(error.message).toContain(problem);
});
