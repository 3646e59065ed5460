import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Workspace } from "../tracking/workspace";
import { copyStarter, filesBelow } from "./project-tree";

/* The conf/ of Kedro's own starters, as `kedro new` writes it: test/fixtures/kedro-starters. */

let workspace: Workspace;
let folder: string;
beforeEach(() => {
  workspace = new Workspace();
  folder = resolve(workspace.projectRoot, "..", "starter");
});
afterEach(() => workspace.close());

interface Listing {
  readonly datasets: readonly { readonly name: string; readonly problem: { readonly code: string } | null }[];
  readonly patterns: readonly string[];
}

const ofStarter = (...args: string[]) => workspace.command(...args, "--project", folder);
const listing = async () => JSON.parse(await ofStarter("catalog", "list", "--json")) as Listing;

const spark = ["preprocessed_companies", "preprocessed_shuttles", "preprocessed_reviews", "model_input_table@spark"];
const plots = ["shuttle_passenger_capacity_plot_exp", "shuttle_passenger_capacity_plot_go", "dummy_confusion_matrix"];
const tables = ["preprocessed_companies", "preprocessed_shuttles", "model_input_table"];

it.each([
  ["astro-airflow-iris", ["example_iris_data"], []],
  ["spaceflights-pandas", ["companies", "reviews", ...tables, ...plots], ["shuttles", "regressor"]],
  [
    "spaceflights-pyspark",
    ["companies", "reviews", "model_input_table@pandas", ...plots],
    ["shuttles", ...spark, "regressor"],
  ],
])("%s loads as it is: all is listed, and what only Python reads is told apart", async (starter, usable, forPython) => {
  copyStarter(starter, folder);
  const before = filesBelow(folder);
  const { datasets } = await listing();
  expect(datasets.filter(({ problem }) => problem === null).map(({ name }) => name)).toEqual(usable);
  const others = datasets.filter(({ problem }) => problem !== null);
  expect(others.map(({ name }) => name)).toEqual(forPython);
  expect(others.every(({ problem }) => problem?.code === "catalog.python-only")).toBe(true);
  // Warnings only: the project is in order.
  const examined = await ofStarter("doctor");
  expect(examined).toContain(`${usable.length} of ${usable.length + forPython.length} datasets can be used`);
  expect(examined).not.toMatch(/^problem/m);
  expect(filesBelow(folder)).toEqual(before);
});

it("databricks-iris loads, too; of its files outside the project it says so", async () => {
  copyStarter("databricks-iris", folder);
  const { datasets } = await listing();
  const codes = Object.fromEntries(datasets.map(({ name, problem }) => [name, problem?.code]));
  expect(codes).toMatchObject({ example_iris_data: "catalog.python-only", "X_train@pandas": "catalog.outside" });
  await expect(ofStarter("doctor")).rejects.toThrow(/exit code 1: [^]*"y_pred" has a filepath outside the project/);
});

it("support-agent-langgraph loads, too; its factory stands for every other name", async () => {
  copyStarter("support-agent-langgraph", folder);
  const before = filesBelow(folder);
  const { datasets, patterns } = await listing();
  const forPython = datasets.filter(({ problem }) => problem?.code === "catalog.python-only").map(({ name }) => name);
  const agents = ["db_engine", "llm", "tool_prompt", "response_prompt", "intent_prompt_langfuse"];
  expect(forPython).toEqual(expect.arrayContaining([...agents, "intent_tracer_langfuse"]));
  // These need a database, whose credentials the starter leaves to its user.
  const tables = ["session_table", "user_data", "docs"];
  expect(datasets.map(({ name }) => name)).toEqual(expect.arrayContaining([...forPython, ...tables]));
  expect(patterns).toEqual(["{default_dataset}"]);
  expect(filesBelow(folder)).toEqual(before);
  expect(await ofStarter("catalog", "describe", "anything")).toMatch(
    /type +memory\n.*\n {2}pattern +\{default_dataset\}/,
  );
});

it("nodes in TypeScript run on the catalog and the parameters of spaceflights-pandas", async () => {
  copyStarter("spaceflights-pandas", folder);
  workspace.write("../starter/data/01_raw/companies.csv", "id,company_rating,iata_approved\n1,100%,t\n2,,f\n");
  workspace.write(
    "../starter/pipelines/data_processing/pipeline.ts",
    `import { node, pipeline } from "trackside";
     type Company = { company_rating: string | null; iata_approved: string };
     const preprocess = (companies: Company[]) => companies.map((company) => ({
       ...company,
       iata_approved: company.iata_approved === "t",
       company_rating: company.company_rating === null ? null : Number(company.company_rating.replace("%", "")) / 100,
     }));
     const split = (companies: object[], options: { features: string[] }, size: number) =>
       ({ test: Math.ceil(companies.length * size), features: options.features.length });
     export const createPipeline = () => pipeline([
       node(preprocess, "companies", "preprocessed_companies"),
       node(split, ["preprocessed_companies", "params:model_options", "params:model_options.test_size"], "split_metrics"),
     ]);`,
  );
  const before = filesBelow(join(folder, "conf"));
  expect(await ofStarter("run", "--wait", "0")).toMatch(/\[2\/2\] split/);
  expect(await ofStarter("catalog", "describe", "preprocessed_companies")).toMatch(/exists +yes/);
  expect(readdirSync(join(folder, "data/02_intermediate"))).toEqual(["preprocessed_companies.parquet"]);
  expect(filesBelow(join(folder, "conf"))).toEqual(before);
});
