import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { findProjectRoot } from "../config";
import { deliveryReports, type DeliveryReport } from "../delivery";
import { TracksideError } from "../errors";
import { passedEnvironment, ShipperConnection } from "../shipper";

const pollMs = 200;

interface SyncOptions {
  readonly project?: string;
  readonly timeout: string;
  readonly json?: true;
}

export function syncCommand(): Command {
  return new Command("sync")
    .description("Wait until all that was recorded is in MLflow")
    .option("--project <folder>", "a folder of the project (default: the working directory)")
    .option("--timeout <seconds>", "give up after so long", "120")
    .option("--json", "print the runs as JSON")
    .action(async (options: SyncOptions) => {
      const { root } = findProjectRoot(options.project);
      const reports = await waitUntilDelivered(root, Number(options.timeout) * 1000);
      console.log(options.json ? JSON.stringify({ runs: reports }) : `${reports.length} runs of ${root} are in MLflow`);
    });
}

async function waitUntilDelivered(projectRoot: string, timeoutMs: number): Promise<DeliveryReport[]> {
  const connection = new ShipperConnection(() => ({
    type: "hello",
    role: "reader",
    projectRoot,
    environment: passedEnvironment(process.env),
  }));
  try {
    const giveUpAt = Date.now() + timeoutMs;
    for (;;) {
      const reports = deliveryReports(projectRoot);
      const waiting = reports.filter(({ queued }) => queued > 0);
      if (waiting.length === 0) {
        return reports;
      }
      if (Date.now() > giveUpAt) {
        throw notDelivered(waiting);
      }
      await delay(pollMs);
    }
  } finally {
    connection.close();
  }
}

function notDelivered(waiting: readonly DeliveryReport[]): TracksideError {
  const records = waiting.reduce((sum, { queued }) => sum + queued, 0);
  const reason = waiting.find((report) => report.reason !== null)?.reason ?? "they are still on their way";
  return new TracksideError(`${records} records of ${waiting.length} runs are not in MLflow: ${reason}`, {
    code: "cli.not-delivered",
    hint: "They are safe on disk and go on by themselves; see also trackside status.",
  });
}
