import { defaultMlflowConfig, loadMlflowConfig, type MlflowConfig } from "../config";
import { trackingUriOf } from "./tracking-uri";

/** What `mlflow.yml` and the environment say, read once in a session's life. */
export class SessionSettings {
  /** Mistakes in the settings, to be told when there is a cell to show them. */
  readonly warnings: string[] = [];
  private loadedConfig: MlflowConfig | undefined;
  private checkedTrackingUri: string | undefined;

  constructor(private readonly projectRoot: string) {}

  /** What `mlflow.yml` says; where it is broken, the defaults. */
  get config(): MlflowConfig {
    return (this.loadedConfig ??= this.orLocal(
      () => loadMlflowConfig(this.projectRoot),
      () => defaultMlflowConfig(this.projectRoot),
    ));
  }

  get trackingUri(): string {
    return (this.checkedTrackingUri ??= this.orLocal(
      () => trackingUriOf(process.env, this.config, this.projectRoot),
      () => "local",
    ));
  }

  /** A mistake in the settings must not cost the run: the project's own server keeps it, and the first cell tells. */
  private orLocal<T>(read: () => T, otherwise: () => T): T {
    try {
      return read();
    } catch (error) {
      this.warnings.push(
        `${error instanceof Error ? error.message : String(error)}\n` +
          "Until it is mended and the kernel restarted, runs go to the project's own MLflow server.",
      );
      return otherwise();
    }
  }
}
