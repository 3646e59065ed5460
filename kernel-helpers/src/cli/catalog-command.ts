import { Command } from "commander";
import { addProjectOptions, enterProject, type ProjectOptions } from "./project-folder";

interface CatalogOptions extends ProjectOptions {
  readonly pipeline?: string;
  readonly json?: true;
}

/** `trackside catalog`: which datasets a project has, and where. */
export function catalogCommand(): Command {
  const list = addProjectOptions(
    new Command("list").description(
      "List the datasets of the catalog, and what the pipelines take and make beside them",
    ),
  )
    .option("-p, --pipeline <name>", "only those that a pipeline takes or makes")
    .option("--json", "print them as JSON")
    .action(async (options: CatalogOptions) => {
      const { listDatasets } = await import("./catalog-listing");
      console.log(await listDatasets(enterProject(options), options.pipeline, options.json ?? false));
    });
  const describe = addProjectOptions(
    new Command("describe").description("Show what a name stands for, and which nodes use it"),
  )
    .argument("<name>", "of the dataset, or of a parameter as nodes name it: params:train.depth")
    .option("--json", "print it as JSON")
    .action(async (name: string, options: CatalogOptions) => {
      const { describeDataset } = await import("./catalog-listing");
      console.log(await describeDataset(enterProject(options), name, options.json ?? false));
    });
  return new Command("catalog")
    .description("List a project's datasets, or show one")
    .addCommand(list)
    .addCommand(describe);
}
