import { Command } from "commander";

export function shipperCommand(): Command {
  return new Command("shipper")
    .description("Bring what this user's notebooks record to MLflow (started by itself when needed)")
    .option("--project <folder>", "a project with something to deliver")
    .action(async ({ project }: { project?: string }) => {
      const { runShipper } = await import("../shipper");
      await runShipper(project);
    });
}
