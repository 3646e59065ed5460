import { Command } from "commander";
import { findProjectRoot } from "../config";
import { deliveryReports, type DeliveryReport } from "../delivery";

export function statusCommand(): Command {
  return new Command("status")
    .description("Tell which runs of a project are in MLflow, and what waits")
    .option("--project <folder>", "a folder of the project (default: the working directory)")
    .option("--json", "print the runs as JSON")
    .action(({ project, json }: { project?: string; json?: true }) => {
      const { root } = findProjectRoot(project);
      const reports = deliveryReports(root);
      console.log(
        json
          ? JSON.stringify({ runs: reports })
          : [`${reports.length} runs in ${root}`, ...reports.map(line)].join("\n"),
      );
    });
}

function line({ status, name, queued, reason, rejected }: DeliveryReport): string {
  return [
    `${status.padEnd(8)} ${name}`,
    queued === 0 ? "all in MLflow" : `${queued} records queued${reason === null ? "" : `: ${reason}`}`,
    ...(rejected.length > 0 ? [`${rejected.length} refused by MLflow`] : []),
  ].join("  ");
}
