import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { Command } from "commander";
import { findProjectRoot } from "../config";
import { deliveryReports, undelivered, type DeliveryReport } from "../delivery";
import { TracksideError } from "../errors";
import { listRunIds, runDirectory } from "../journal";
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
      console.log(options.json ? JSON.stringify({ runs: reports }) : allDelivered(reports.length, root));
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
    const giveUpAt = performance.now() + timeoutMs;
    let waiting = listRunIds(projectRoot);
    while (waiting.length > 0 && performance.now() < giveUpAt) {
      connection.send({ type: "flush", projectRoot });
      await delay(pollMs);
      waiting = waiting.filter((runId) => undelivered(runDirectory(projectRoot, runId)).length > 0);
    }
    const reports = deliveryReports(projectRoot);
    if (waiting.length > 0) {
      throw notDelivered(reports.filter(({ runId }) => waiting.includes(runId)));
    }
    return reports;
  } finally {
    connection.close();
  }
}

function allDelivered(count: number, root: string): string {
  return count === 1 ? `the run of ${root} is in MLflow` : `all ${count} runs of ${root} are in MLflow`;
}

function notDelivered(waiting: readonly DeliveryReport[]): TracksideError {
  const deliveries = waiting.flatMap((report) => [report, ...report.sinks]);
  const records = waiting.reduce(
    (sum, { queued, sinks }) => sum + Math.max(queued, ...sinks.map((sink) => sink.queued)),
    0,
  );
  const reason = deliveries.find((delivery) => delivery.reason !== null)?.reason ?? "they are still on their way";
  return new TracksideError(
    `${records} records of ${waiting.length} ${waiting.length === 1 ? "run" : "runs"} are not delivered: ${reason}`,
    {
      code: "cli.not-delivered",
      hint: "They are safe on disk and go on by themselves; see also trackside status.",
    },
  );
}
