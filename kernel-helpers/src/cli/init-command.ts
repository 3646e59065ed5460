import { Command } from "commander";

/** `trackside init`: makes a project, or adds to one of Kedro's what TypeScript needs. */
export function initCommand(): Command {
  return new Command("init")
    .description("Make a project in a folder; in a Kedro project, add what TypeScript needs")
    .argument("[folder]", "the project's folder, made where there is none", ".")
    .option("--name <name>", "what the project's experiment is called (default: the folder's name)")
    .action(async (folder: string, options: { readonly name?: string }) => {
      const { initProject } = await import("./init");
      console.log((await initProject(folder, options.name)).join("\n"));
    });
}
