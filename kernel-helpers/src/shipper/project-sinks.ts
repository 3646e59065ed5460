import { mainSinkName } from "../delivery";
import type { RunRecord, SinkSettings } from "../journal";
import type { SinkCredentials } from "../mlflow-connection";
import { createSink, MlflowSink, type Sink } from "../sinks";
import type { NamedSink } from "./run-worker";
import type { Targets } from "./targets";

/** The sinks of a project's runs, each made once: the tracking server's, and those that `mlflow.yml` names beside it. */
export class ProjectSinks {
  private readonly main: Sink;
  private readonly others = new Map<string, Sink>();

  constructor(
    private readonly projectRoot: string,
    private readonly targets: Targets,
  ) {
    this.main = this.mlflowSink(({ trackingUri }) => trackingUri);
  }

  of(opening: RunRecord): NamedSink[] {
    const others = (opening.sinks ?? []).map((settings) => ({ name: settings.name, sink: this.other(settings) }));
    return [{ name: mainSinkName, sink: this.main }, ...others];
  }

  async close(): Promise<void> {
    await Promise.all([this.main, ...this.others.values()].map(async (sink) => sink.close?.()));
  }

  private other(settings: SinkSettings): Sink {
    const key = JSON.stringify(settings);
    let sink = this.others.get(key);
    if (!sink) {
      sink = createSink(settings, {
        projectRoot: this.projectRoot,
        environment: () => this.targets.environmentOf(this.projectRoot),
        mlflow: (trackingUri, credentialsEntry) => this.mlflowSink(() => trackingUri, { credentialsEntry }),
      });
      this.others.set(key, sink);
    }
    return sink;
  }

  private mlflowSink(uriOf: (opening: RunRecord) => string, sink?: SinkCredentials): Sink {
    return new MlflowSink(({ opening }) => this.targets.open(this.projectRoot, { trackingUri: uriOf(opening) }, sink));
  }
}
