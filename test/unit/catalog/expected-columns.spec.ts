import { existsSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../../kernel-helpers/src/catalog";
import { Table } from "../../../kernel-helpers/src/table";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({
    "conf/base/catalog.yml": `
calls:
  type: csv
  filepath: calls.csv
  columns: {id: text, waves: number, late: boolean?}
`,
  });
});
afterEach(() => project.dispose());

it("takes a table with the columns that its entry names, and others", async () => {
  project.write("calls.csv", "id,waves,late,port\nC1,0.5,true,Oslo\nC2,1,,Hull\n");
  expect(await catalog.load("calls")).toHaveLength(2);
  project.write("calls.csv", "id,waves,late\nC1,0.5,\n");
  expect(await catalog.load("calls")).toHaveLength(1);
});

it.each([
  ["a column that is gone", "id,late\nC1,true\n", 'there is no column "waves"'],
  [
    "one of another type",
    "id,waves,late\nC1,1,true\nC2,n/a,true\n",
    'column "waves" is text, not number (row 2: "n/a")',
  ],
  ["numbers where text was", "id,waves,late\n1,1,true\n", 'column "id" is number, not text (row 1: 1)'],
  ["an empty cell", "id,waves,late\nC1,1,true\nC2,,true\n", 'column "waves" is empty in row 2'],
  ["each of several", "id,late\n,1\n", 'no column "waves"; column "late" is number, not boolean (row 1: 1)'],
])("says of %s which it is and where the columns are written", async (_, text, problem) => {
  project.write("calls.csv", text);
  const error = await rejection(() => catalog.load("calls"));
  expect(error.code).toBe("catalog.columns");
  expect(error.message).toContain('dataset "calls": calls.csv is not as before:');
  expect(error.message).toContain(problem);
  expect(error.message).toContain("conf/base/catalog.yml:5:3");
});

it.each([
  ["rows", [{ id: "C1", waves: "high", late: null }]],
  ["a table", Table.from([{ id: "C1", waves: "high", late: null }])],
])("does not save %s with other columns", async (_, data) => {
  const error = await rejection(() => catalog.save("calls", data));
  expect(error.message).toContain('what is to be saved is not as agreed: column "waves" is text, not number');
  expect(existsSync(join(project.root, "calls.csv"))).toBe(false);
});

it("refuses types that there are not, and columns of what is no table", () => {
  project.write(
    "conf/base/catalog.yml",
    "calls: {type: csv, filepath: a.csv, columns: {id: nmber?}}\nnote: {type: text, filepath: a.txt, columns: {id: text}}\n",
  );
  expect(catalog.describe("calls").problem?.message).toMatch(/a type that there is not: nmber\?.*\n.*"number"/);
  expect(catalog.describe("note").problem?.code).toBe("catalog.unknown-key");
});
