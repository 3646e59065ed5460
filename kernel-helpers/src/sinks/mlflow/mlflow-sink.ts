import { runIdTag, type MlflowPlace } from "../../delivery";
import { MlflowError, type MlflowClient } from "../../mlflow-client";
import type { RunSink, Sink, SinkRun } from "../sink";
import { MlflowRunSink } from "./mlflow-run-sink";

/** A tracking server that takes a run. */
export interface MlflowTarget {
  readonly uri: string;
  readonly client: MlflowClient;
  /** Finds or makes an experiment, and gives its id. */
  readonly experiment: (name: string) => Promise<string>;
}

/** Brings runs into MLflow, each once: found again by a tag where the answer to its creation was lost. */
export class MlflowSink implements Sink {
  /** @param connect - gives the server for a run, started first where it is the project's own. */
  constructor(private readonly connect: (run: SinkRun) => Promise<MlflowTarget>) {}

  async open(run: SinkRun): Promise<RunSink> {
    try {
      return await this.openRun(run);
    } catch (error) {
      run.remember({ hadFailures: true } satisfies Partial<MlflowPlace>);
      throw error;
    }
  }

  private async openRun(run: SinkRun): Promise<RunSink> {
    const target = await this.connect(run);
    const known: Partial<MlflowPlace> = run.memory;
    const { mlflowRunId, artifactUri } =
      known.mlflowRunId === undefined || known.artifactUri === undefined
        ? await createRun(target, run)
        : { mlflowRunId: known.mlflowRunId, artifactUri: known.artifactUri };
    return new MlflowRunSink(target.client, mlflowRunId, artifactUri, run);
  }
}

async function createRun({ client, uri, experiment }: MlflowTarget, run: SinkRun) {
  const { opening } = run;
  const tags = { ...opening.tags, [runIdTag]: opening.runId, ...parentTag(run) };
  const experimentId = await experiment(opening.experiment);
  const isSecondTry = (run.memory as Partial<MlflowPlace>).createStarted ?? false;
  const found = isSecondTry ? await client.runs.findByTag(experimentId, runIdTag, opening.runId) : null;
  run.remember({ createStarted: true });
  const { info } =
    found ?? (await client.runs.create({ experimentId, name: opening.name, startTime: opening.time, tags }));
  const place = { mlflowRunId: info.run_id, artifactUri: info.artifact_uri };
  run.remember({ ...place, experimentId, trackingUri: uri });
  return place;
}

function parentTag(run: SinkRun): Record<string, string> {
  const parent: Partial<MlflowPlace> | null = run.parentMemory();
  if (parent && parent.mlflowRunId === undefined) {
    throw new MlflowError("its parent run is not in MLflow yet");
  }
  return parent?.mlflowRunId === undefined ? {} : { "mlflow.parentRunId": parent.mlflowRunId };
}
