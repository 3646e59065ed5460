import type { DeliveryReport } from "../../kernel-helpers/src/delivery";
import type { MlflowRest, Workspace } from "../integration/tracking/workspace";

/** Points of one key, counted where they were logged and where they arrived. */
export interface Count {
  readonly sent: number;
  readonly lost: number;
  readonly doubled: number;
}

/** Compares the steps in MLflow with those that were logged: 0, 1, 2, and so on. */
export async function countPoints(rest: MlflowRest, runId: string, key: string, sent: number): Promise<Count> {
  const steps = (await rest.history(runId, key)).map(({ step }) => step);
  const found = new Set(steps);
  const lost = Array.from({ length: sent }, (_, step) => step).filter((step) => !found.has(step)).length;
  return { sent, lost, doubled: steps.length - found.size };
}

export function sumOf(counts: readonly Count[]): Count {
  const sum = (of: (count: Count) => number) => counts.reduce((total, count) => total + of(count), 0);
  return { sent: sum(({ sent }) => sent), lost: sum(({ lost }) => lost), doubled: sum(({ doubled }) => doubled) };
}

/** Past jest's own console, which puts a trace around each line. */
export function tell(what: string, { sent, lost, doubled }: Count): void {
  process.stdout.write(`${what}: ${sent} points, ${lost} lost, ${doubled} doubled\n`);
}

/** Waits, as long as it takes, until MLflow has all runs of the project. */
export async function syncAll(workspace: Workspace): Promise<DeliveryReport[]> {
  const answer = await workspace.command("sync", "--timeout", "1200", "--json");
  return (JSON.parse(answer) as { runs: DeliveryReport[] }).runs;
}
