import { Command } from "commander";
import { addProjectOptions, enterProject, type ProjectOptions } from "./project-folder";

interface TypegenOptions extends ProjectOptions {
  readonly output?: string;
  readonly check?: boolean;
}

/** `trackside typegen`: writes what the compiler is to know of a project. */
export function typegenCommand(): Command {
  return addProjectOptions(
    new Command("typegen").description("Write a module that has the compiler check names and types of a project"),
  )
    .option("-o, --output <file>", "the module, in the project's own folder (default: trackside-project.ts)")
    .option("--check", "write nothing, and fail when the module is not up to date")
    .action(async ({ output, check = false, ...project }: TypegenOptions) => {
      const { generateTypes } = await import("../typegen");
      const result = await generateTypes(enterProject(project), output, check);
      const [verb, isFine] = result.upToDate
        ? ["is up to date", true]
        : check
          ? ["is stale", false]
          : ["written", true];
      console.log(`${result.output} ${verb}${isFine ? `: ${result.datasets} datasets` : ": run trackside typegen"}`);
      for (const { name, problem } of result.unknown) {
        console.log(`  ${name}: of unknown type${problem === undefined ? "" : `: ${problem.replaceAll("\n", " ")}`}`);
      }
      if (!isFine) {
        process.exitCode = 1;
      }
    });
}
