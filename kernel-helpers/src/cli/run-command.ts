import { Command } from "commander";
import { addRunOptions, type RunCommandOptions } from "./run-options";

export function runCommand(): Command {
  return addRunOptions(
    new Command("run").description("Run a pipeline of the project, recorded in MLflow as a notebook is"),
  ).action(async (options: RunCommandOptions) => {
    const { runPipeline } = await import("./run-pipeline");
    await runPipeline(options);
  });
}
