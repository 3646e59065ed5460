import { Command } from "commander";
import { findProjectRoot } from "../config";
import { deliveryReports, type DeliveryReport, type SinkReport } from "../delivery";

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
          : [`${reports.length} ${reports.length === 1 ? "run" : "runs"} in ${root}`, ...reports.map(line)].join("\n"),
      );
    });
}

function line({ status, name, sinks, ...main }: DeliveryReport): string {
  return [
    `${status.padEnd(8)} ${name}`,
    ...delivery({ sink: "MLflow", ...main }),
    ...sinks.flatMap((sink) => delivery(sink)),
  ].join("  ");
}

function delivery({ sink, queued, reason, rejected }: SinkReport): string[] {
  return [
    queued === 0 ? `all in ${sink}` : `${queued} records queued for ${sink}${reason === null ? "" : `: ${reason}`}`,
    ...(rejected.length > 0 ? [`${rejected.length} refused by ${sink}`] : []),
  ];
}
