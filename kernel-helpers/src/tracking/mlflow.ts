import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { TracksideError } from "../errors";
import type { EndRecord } from "../journal";
import { currentSession } from "./current-session";
import type { MetricOptions } from "./run-recorder";
import type { StartRunOptions } from "./session";
import { checkKey } from "./validation";

/** A run that takes what is logged. */
export interface ActiveRun {
  /** Trackside's id of the run; MLflow's run has it as the tag `trackside.run_id`. */
  readonly runId: string;
  readonly name: string;
  readonly experiment: string;
}

/**
 * MLflow's fluent API, in camelCase. Every call returns at once: it writes to the run's journal on disk, from which a
 * process of its own brings it to MLflow. The run opens by itself with the first call.
 *
 * @see https://mlflow.org/docs/latest/api_reference/python_api/mlflow.html
 *
 * @example
 * ```ts
 * import { mlflow } from "trackside";
 *
 * mlflow.logParams({ learningRate: 0.1, epochs: 3 });
 * for (let epoch = 0; epoch < 3; epoch++) {
 *   mlflow.logMetric("loss", 1 / (epoch + 1), { step: epoch });
 * }
 * mlflow.setTag("stage", "exploration");
 * mlflow.logText("# Done", "notes.md");
 * ```
 */
export const mlflow = {
  /**
   * Logs one param; objects and arrays as JSON, or flattened where `mlflow.yml` asks for it.
   *
   * @throws {@link TracksideError} when MLflow would refuse the name or the length of the value.
   */
  logParam(key: string, value: unknown): void {
    currentSession().logParams({ [key]: value });
  },

  /** Logs several params, as {@link mlflow.logParam}. */
  logParams(params: Readonly<Record<string, unknown>>): void {
    currentSession().logParams(params);
  },

  /**
   * Logs one point of a metric. NaN and infinities are values like others.
   *
   * @throws {@link TracksideError} when name, value, step or timestamp is not what MLflow takes.
   */
  logMetric(key: string, value: number, options?: MetricOptions): void {
    currentSession().current.metric(key, value, options);
  },

  /** Logs a point of each of several metrics at the same step and time. */
  logMetrics(metrics: Readonly<Record<string, number>>, options: MetricOptions = {}): void {
    const run = currentSession().current;
    const timestamp = options.timestamp ?? Date.now();
    for (const [key, value] of Object.entries(metrics)) {
      run.metric(key, value, { ...options, timestamp });
    }
  },

  /** Sets a tag, also where it is set already. */
  setTag(key: string, value: unknown): void {
    checkKey("tag", key);
    const { current, secrets } = currentSession();
    current.tag(key, secrets.named("tag", key, value));
  },

  /** Sets several tags. */
  setTags(tags: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(tags)) {
      mlflow.setTag(key, value);
    }
  },

  /** Logs a text as the artifact at `artifactFile`, for example `reports/summary.md`. */
  logText(text: string, artifactFile: string): void {
    const { current, secrets } = currentSession();
    current.content(secrets.text(`the text "${artifactFile}"`, text), artifactFile);
  },

  /**
   * Logs a file, or a folder with all it holds, as it is at this moment, below `artifactPath` where given.
   *
   * @throws {@link TracksideError} when it cannot be read.
   */
  logArtifact(localPath: string, artifactPath = ""): void {
    const run = currentSession().current;
    for (const { file, path } of filesOf(resolve(localPath))) {
      run.file(file, [artifactPath, path].filter(Boolean).join("/"));
    }
  },

  /** Starts a run by hand, a child of the session's run; it takes what is logged until it ends. */
  startRun(options: StartRunOptions = {}): ActiveRun {
    currentSession().startRun(options);
    return mlflow.activeRun() as ActiveRun;
  },

  /** Ends the run that was started last; without one, the session's own run. */
  endRun(status: EndRecord["status"] = "FINISHED"): void {
    currentSession().endRun(status);
  },

  /**
   * Waits until all that was logged so far is in MLflow: for a cell or script that reads it back from there. What is
   * logged gets there without it.
   *
   * @param options.timeoutSeconds - 60 without it.
   * @throws {@link TracksideError} `tracking.not-delivered` with MLflow's reason when it takes longer; nothing is lost.
   */
  async flush({ timeoutSeconds = 60 }: { readonly timeoutSeconds?: number } = {}): Promise<void> {
    await currentSession().flush(timeoutSeconds);
  },

  /** The run that takes what is logged now, or `null` while none is open. */
  activeRun(): ActiveRun | null {
    const run = currentSession().active;
    return run && { runId: run.runId, name: run.opening.name, experiment: run.opening.experiment };
  },
};

interface FoundFile {
  readonly file: string;
  /** Path below the artifact that is logged. */
  readonly path: string;
}

function filesOf(source: string): FoundFile[] {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) {
    throw new TracksideError(`there is no file or folder ${source} to log`, {
      code: "tracking.artifact-missing",
      hint: `A relative path starts from the working directory, ${process.cwd()}.`,
    });
  }
  if (!stat.isDirectory()) {
    return [{ file: source, path: basename(source) }];
  }
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file, path: file.slice(source.length + 1).replaceAll("\\", "/") };
    });
}
