import { kernelIdTag } from "../messages";
import { MlflowClient, tagField, type MlflowConnection, type MlflowRun } from "../mlflow-client";
import type { FollowedKernel } from "../runtime";
import { endIfAbandoned } from "./abandoned-run";
import type { ProxiedServer } from "./mlflow-links";
import { MlflowRunFollower, type Outage } from "./mlflow-run";

/** Milliseconds between rounds: as long as something changes, when nothing does, and when MLflow does not answer. */
const pace = { shortest: 1_000, longest: 5_000, longestOutage: 30_000, growth: 1.5 };

/** An experiment that a cell creates is heard of after so many milliseconds at most. */
const experimentsEveryMs = 5_000;

/** Runs that are looked for at first, and in each round behind it: each costs the server about 1.4 ms. */
const mostRuns = { first: 200, later: 20 };

/** Requests for points and artifacts in a round, so that no run keeps the others from being heard of. */
const mostReads = 20;

/** Follows the runs that a kernel's own MLflow client starts, by the tag that they carry, while a panel looks. */
export class MlflowRuns {
  /** In the order of their starts. */
  readonly runs = new Map<string, MlflowRunFollower>();
  /** Runs that somebody looks at. */
  private readonly wanted = new Set<string>();
  private client: MlflowClient | undefined;
  private experiments: { readonly names: ReadonlyMap<string, string>; readonly readAt: number } | undefined;
  private outage: Outage = null;
  private timer: NodeJS.Timeout | undefined;
  private waitMs = pace.shortest;
  private round: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly kernelId: string,
    readonly place: FollowedKernel,
    private readonly connect: (server: ProxiedServer) => Promise<MlflowConnection>,
    private readonly onChange: () => void,
  ) {}

  /** Reads what there is, and from then on what changes, until {@link close}. */
  start(): void {
    this.timer ??= setTimeout(() => void this.next(), 0);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.dropClient();
  }

  /** Has points and artifacts of a run read in each round. */
  want(runId: string): void {
    this.wanted.add(runId);
  }

  /** Reads all of one run that there is now, the first time; of a run that is not of the kernel, nothing. */
  async complete(runId: string): Promise<void> {
    if (this.wanted.has(runId)) {
      return;
    }
    this.want(runId);
    await this.readNow();
    const run = this.runs.get(runId);
    while (run && this.outage === null && (await run.readMore(await this.connected()))) {
      // it reads a piece each time
    }
  }

  private async next(): Promise<void> {
    const before = this.count;
    await this.readNow();
    if (!this.isClosed) {
      const longest = this.outage ? pace.longestOutage : pace.longest;
      this.waitMs = this.count === before ? Math.min(this.waitMs * pace.growth, longest) : pace.shortest;
      this.timer = setTimeout(() => void this.next(), this.waitMs);
    }
  }

  /** Changes whenever something is heard. */
  private get count(): number {
    return [...this.runs.values()].reduce((sum, { projection }) => sum + projection.recordCount, this.runs.size);
  }

  /** One round at a time. */
  private async readNow(): Promise<void> {
    this.round ??= this.readRound().finally(() => {
      this.round = undefined;
    });
    await this.round;
  }

  private async readRound(): Promise<void> {
    try {
      const client = await this.connected();
      await this.readRuns(client);
      this.outage = null;
      this.tell();
      await this.readDetails(client);
    } catch (error) {
      // Told by the panel: the next round asks again, of the server as it is to be reached then.
      this.dropClient();
      this.outage ??= { since: Date.now(), reason: error instanceof Error ? error.message : String(error) };
    }
    this.tell();
  }

  private tell(): void {
    this.runs.forEach((run) => (run.outage = this.outage));
    if (!this.isClosed) {
      this.onChange();
    }
  }

  private async readRuns(client: MlflowClient): Promise<void> {
    const names = await this.experimentNames(client);
    const most = this.runs.size === 0 ? mostRuns.first : mostRuns.later;
    const search = client.runs.search({
      ...{ experimentIds: [...names.keys()], orderBy: ["attributes.start_time DESC"], pageSize: most },
      filter: `${tagField(kernelIdTag)} = "${this.kernelId}"`,
    });
    const found: MlflowRun[] = [];
    for await (const run of search) {
      found.push(await endIfAbandoned(client, run));
      if (found.length === most) {
        break;
      }
    }
    found.reverse().forEach((run) => this.take(run, names));
    const heard = new Set(found.map(({ info }) => info.run_id));
    for (const [runId, run] of this.runs) {
      if (run.status === "RUNNING" && !heard.has(runId)) {
        run.take(await endIfAbandoned(client, await client.runs.get(runId)));
      }
    }
  }

  private take(run: MlflowRun, names: ReadonlyMap<string, string>): void {
    const known = this.runs.get(run.info.run_id);
    if (known) {
      known.take(run);
      return;
    }
    const { kernelId } = this;
    const experiment = names.get(run.info.experiment_id) ?? run.info.experiment_id;
    const about = { ...this.place, kernelId, experiment, attempt: this.runs.size + 1 };
    this.runs.set(run.info.run_id, new MlflowRunFollower(run, about, () => this.connect(this.place)));
  }

  private async readDetails(client: MlflowClient): Promise<void> {
    let reads = 0;
    for (const [runId, run] of [...this.runs].reverse()) {
      while (this.wanted.has(runId) && reads < mostReads && !this.isClosed && (await run.readMore(client))) {
        reads += 1;
      }
    }
  }

  private async experimentNames(client: MlflowClient): Promise<ReadonlyMap<string, string>> {
    if (!this.experiments || Date.now() - this.experiments.readAt > experimentsEveryMs) {
      const names = new Map<string, string>();
      for await (const { experiment_id: id, name } of client.experiments.search({ pageSize: 1_000 })) {
        names.set(id, name);
      }
      this.experiments = { names, readAt: Date.now() };
    }
    return this.experiments.names;
  }

  private async connected(): Promise<MlflowClient> {
    this.client ??= new MlflowClient(await this.connect(this.place));
    return this.client;
  }

  private dropClient(): void {
    // what fails as it closes is not needed any more
    this.client?.close().catch(() => undefined);
    this.client = undefined;
    this.experiments = undefined;
  }
}
