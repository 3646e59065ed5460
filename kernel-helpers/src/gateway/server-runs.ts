import { setTimeout as delay } from "node:timers/promises";
import { mlflowPlace } from "../delivery";
import { TracksideError } from "../errors";
import type { ListedRun, MetricHistory, RunList } from "../messages";
import { MlflowClient, MlflowError, type MlflowConnection, type MlflowRun } from "../mlflow-client";
import { answerHistory, type HistoryQuery } from "./history-query";
import { listedFromJournal, listedFromMlflow, recordedId } from "./listed-run";
import { MetricColumns } from "./metric-columns";
import type { ProxiedServer } from "./mlflow-links";
import { RefusedRequest } from "./request-body";
import type { FollowedRun } from "./run-follower";
import { serverRunId, type RunsQuery } from "./runs-query";

/** So long a person waits for a list that is there without MLflow, too. */
const patienceMs = 6_000;
/** MLflow gives no more of a metric at once. */
const mostSamples = 2_500;

interface FoundRuns {
  readonly runs: readonly MlflowRun[];
  readonly hasMore: boolean;
}

/** Asks the tracking server of a run for what is beside it there. */
export class ServerRuns {
  constructor(private readonly connect: (server: ProxiedServer) => Promise<MlflowConnection>) {}

  /**
   * The runs of a run's experiment: what MLflow finds, and the kernel's own as its journals have them.
   *
   * @param own - the kernel's runs of that experiment, the newest first.
   * @throws {@link RefusedRequest} with MLflow's words for a filter or an order that it does not take.
   */
  async list(asked: FollowedRun, own: readonly FollowedRun[], query: RunsQuery): Promise<RunList> {
    try {
      const found = await this.ask(asked, (client) => search(client, asked, query));
      return { ...joined(asked, own, found), away: null };
    } catch (error) {
      if (error instanceof MlflowError && error.status === 400 && !error.isTransient) {
        throw new RefusedRequest(
          400,
          `${error.refusal ?? error.message}\nFor example: metrics.loss < 0.1 and params.depth = "8"`,
        );
      }
      if (error instanceof MlflowError || TracksideError.is(error)) {
        return { ...joined(asked, own, null), away: error.message };
      }
      throw error;
    }
  }

  /**
   * The courses of metrics of a run that MLflow has.
   *
   * @param beside - a run of the kernel's on the same server.
   */
  async history(beside: FollowedRun, mlflowRunId: string, query: HistoryQuery): Promise<MetricHistory> {
    const columns = new Map<string, MetricColumns>();
    await this.ask(beside, async (client) => {
      for (const { key } of query.series) {
        const points = Math.min(mostSamples, 2 * query.points);
        const sampled = await client.metrics.sampled([mlflowRunId], key, { points });
        const ofKey = new MetricColumns();
        sampled.get(mlflowRunId)?.forEach(({ step, value, timestamp }) => ofKey.add(step, value, timestamp));
        columns.set(key, ofKey);
      }
    });
    return answerHistory(query, (key) => columns.get(key));
  }

  /** @throws {@link MlflowError} where there is no answer in time. */
  private async ask<Answer>(
    { projection, place: { projectRoot } }: FollowedRun,
    question: (client: MlflowClient) => Promise<Answer>,
  ): Promise<Answer> {
    const trackingUri = projection.run?.trackingUri;
    if (trackingUri === undefined) {
      throw new RefusedRequest(404, "the run has no tracking server");
    }
    const waiting = new AbortController();
    let client: MlflowClient | undefined;
    const answer = async (): Promise<Answer> => {
      client = new MlflowClient(await this.connect({ projectRoot, trackingUri }));
      return question(client);
    };
    const tooLate = async (): Promise<never> => {
      await delay(patienceMs, undefined, { signal: waiting.signal });
      throw new MlflowError(`MLflow has not answered within ${patienceMs / 1000} seconds`);
    };
    try {
      return await Promise.race([answer(), tooLate()]);
    } finally {
      waiting.abort();
      await client?.close();
    }
  }
}

async function search(client: MlflowClient, asked: FollowedRun, query: RunsQuery): Promise<FoundRuns> {
  const { filter, order, max, also } = query;
  const name = asked.projection.run?.experiment ?? "";
  const experimentId =
    mlflowPlace(asked.deliveryState).experimentId ?? (await client.experiments.getByName(name))?.experiment_id;
  if (experimentId === undefined) {
    return { runs: [], hasMore: false };
  }
  const runs: MlflowRun[] = [];
  const answers = client.runs.search({
    experimentIds: [experimentId],
    pageSize: max + 1,
    ...(filter === "" ? {} : { filter }),
    ...(order === "" ? {} : { orderBy: [order] }),
  });
  for await (const run of answers) {
    if (runs.length === max) {
      return { runs: [...runs, ...(await others(client, runs, also))], hasMore: true };
    }
    // A server that is none of MLflow's may answer anything.
    if (typeof run.info?.run_id === "string") {
      runs.push(run);
    }
  }
  return { runs: [...runs, ...(await others(client, runs, also))], hasMore: false };
}

/** Runs that are to be there although they were not found; one that was deleted is not. */
async function others(
  client: MlflowClient,
  found: readonly MlflowRun[],
  also: readonly string[],
): Promise<MlflowRun[]> {
  const runs: MlflowRun[] = [];
  for (const id of also.filter((each) => !found.some(({ info }) => info.run_id === each))) {
    try {
      runs.push(await client.runs.get(id));
    } catch (error) {
      if (!(error instanceof MlflowError) || error.status !== 404) {
        throw error;
      }
    }
  }
  return runs.filter(({ info }) => info.lifecycle_stage !== "deleted");
}

/**
 * What the kernel recorded is told as it recorded it.
 *
 * @param found - `null` where MLflow was not to be asked: then all of the kernel's are told.
 */
function joined(asked: FollowedRun, own: readonly FollowedRun[], found: FoundRuns | null): Omit<RunList, "away"> {
  const besideRunId = asked.place.runId;
  const recorded = own.flatMap((run) => listedFromJournal(run) ?? []);
  const byMlflowId = new Map(recorded.map((run) => [run.mlflowRunId, run]));
  // Known by its tag where MLflow has just made it, and the shipper has not yet said so.
  const byRunId = new Map(recorded.map((run) => [run.runId, run]));
  const listed = (found?.runs ?? []).map(
    (run): ListedRun =>
      byMlflowId.get(run.info.run_id) ??
      byRunId.get(recordedId(run)) ??
      listedFromMlflow(run, serverRunId({ besideRunId, mlflowRunId: run.info.run_id })),
  );
  // What MLflow has and did not find, the filter leaves out; but the run that was asked about is always there.
  const first = recorded.filter(
    (run) => !listed.includes(run) && (found === null || run.mlflowRunId === null || run.runId === besideRunId),
  );
  return { runs: [...new Set([...first, ...listed])], hasMore: found?.hasMore ?? false };
}
