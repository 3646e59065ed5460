import type { RunRecorder } from "./run-recorder";
import { SystemSampler } from "./system-sample";

const defaultIntervalSeconds = 10;

/** Whether, and how often, the machine is looked at; by the variables of MLflow's client. */
export interface SystemMetricsSettings {
  readonly enabled: boolean;
  readonly intervalSeconds: number;
}

/**
 * Reads the settings from the environment, where a value that makes no sense counts as none.
 *
 * @param warn - told of such a value.
 */
export function systemMetricsSettings(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): SystemMetricsSettings {
  const read = <T>(name: string, otherwise: T, parse: (text: string) => T | undefined): T => {
    const text = environment[name];
    const value = text === undefined || text === "" ? otherwise : parse(text);
    if (value === undefined) {
      warn(`${name} is ${JSON.stringify(text)}, which is not understood: ${String(otherwise)} is taken instead.`);
    }
    return value ?? otherwise;
  };
  return {
    enabled: read("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", false, (text) =>
      /^(?:true|1)$/i.test(text) ? true : /^(?:false|0)$/i.test(text) ? false : undefined,
    ),
    intervalSeconds: read("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL", defaultIntervalSeconds, (text) =>
      Number(text) > 0 && Number(text) < 86_400 ? Number(text) : undefined,
    ),
  };
}

/**
 * Logs the machine's load into the runs of a session while they are open. A timer that does not hold its process open
 * takes the samples: while code computes without awaiting there are none, and the next one tells how long that was.
 */
export class SystemMetrics {
  /** The runs that are followed, with the step that comes next. */
  private readonly steps = new Map<RunRecorder, number>();
  private sampler: SystemSampler | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private settings: SystemMetricsSettings) {}

  /** Follows a run that was opened, where this is wanted. */
  opened(run: RunRecorder): void {
    if (this.settings.enabled) {
      this.steps.set(run, 0);
      this.start();
    }
  }

  /** Follows these runs, and those that are opened later. */
  enable(open: readonly RunRecorder[]): void {
    this.settings = { ...this.settings, enabled: true };
    open.filter((run) => !this.steps.has(run)).forEach((run) => this.opened(run));
  }

  /** Follows no run any more. */
  disable(): void {
    this.settings = { ...this.settings, enabled: false };
    this.steps.clear();
    this.stop();
  }

  private start(): void {
    this.sampler ??= new SystemSampler();
    this.timer ??= setInterval(() => this.sample(), this.settings.intervalSeconds * 1000).unref();
  }

  private stop(): void {
    clearInterval(this.timer);
    this.sampler?.stop();
    this.timer = undefined;
    this.sampler = undefined;
  }

  private sample(): void {
    for (const run of [...this.steps.keys()].filter(({ hasEnded }) => hasEnded)) {
      this.steps.delete(run);
    }
    if (this.steps.size === 0 || !this.sampler) {
      this.stop();
      return;
    }
    const metrics = Object.entries(this.sampler.take());
    const timestamp = Date.now();
    for (const [run, step] of this.steps) {
      run.metrics(metrics, { step, timestamp });
      this.steps.set(run, step + 1);
    }
  }
}
