import { Command } from "commander";
import { addProjectOptions, enterProject, type ProjectOptions } from "./project-folder";
import { addSelectionOptions, toSelection, type SelectionOptions } from "./run-options";

interface OutputOptions {
  readonly json?: true;
}

/** `trackside pipeline`: what pipelines a project has, and what is in them. */
export function pipelineCommand(): Command {
  const list = addProjectOptions(new Command("list").description("List the project's pipelines"))
    .option("--json", "print them as JSON")
    .action(async (options: ProjectOptions & OutputOptions) => {
      const { listPipelines } = await import("./pipeline-listing");
      console.log(await listPipelines(enterProject(options), options.json ?? false));
    });
  const describe = addProjectOptions(
    addSelectionOptions(
      new Command("describe").description("Show a pipeline's nodes in an order in which they can run"),
    ),
  )
    .argument("[name]", "of the pipeline (default: all nodes of the project)", "__default__")
    .option("--json", "print them as JSON")
    .action(async (name: string, options: ProjectOptions & SelectionOptions & OutputOptions) => {
      const { describeSelected } = await import("./pipeline-listing");
      const selection = toSelection(options);
      console.log(await describeSelected(enterProject(options), name, selection, options.json ?? false));
    });
  return new Command("pipeline")
    .description("List a project's pipelines, or show the nodes of one")
    .addCommand(list)
    .addCommand(describe);
}
