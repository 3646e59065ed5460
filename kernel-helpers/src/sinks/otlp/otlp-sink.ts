import type { ResourceMetrics } from "@opentelemetry/sdk-metrics";
import type { RunSink, Sink, SinkRun } from "../sink";
import { exporterVariablesOf, withExporterVariables } from "./exporter-environment";
import { loadExporter, type ExporterPackages } from "./exporter-packages";
import { resourceOf, toResourceMetrics } from "./metric-data";
import { exporterEnvironment, readOtlpOptions, shownEndpoint, type OtlpOptions } from "./otlp-options";
import { OtlpRunSink } from "./otlp-run-sink";

type Exporter = InstanceType<ExporterPackages["exporter"]["OTLPMetricExporter"]>;

/** Runs of a project that may be on their way at once; each waits for its own answers. */
const concurrencyLimit = 1_000;

/** Sends metrics to an OpenTelemetry collector, or whatever else takes OTLP over HTTP, by the official exporter. */
export class OtlpSink implements Sink {
  private readonly options: OtlpOptions;
  private packages: ExporterPackages | undefined;
  /** By the variables that each was made with: those of a project may change. */
  private readonly exporters = new Map<string, Exporter>();

  constructor(
    private readonly name: string,
    options: Readonly<Record<string, unknown>>,
    private readonly environment: () => NodeJS.ProcessEnv,
  ) {
    this.options = readOtlpOptions(name, options);
  }

  async open({ projectRoot, opening }: SinkRun): Promise<RunSink> {
    const packages = (this.packages ??= this.load(projectRoot));
    const environment = exporterEnvironment(this.environment(), this.options);
    const exporter = this.exporterFor(environment, packages);
    const resource = resourceOf(opening, this.options, packages);
    return new OtlpRunSink({
      toRequest: (points) => toResourceMetrics(points, resource, opening.time, this.options.hasSteps, packages),
      send: (request) => send(exporter, request),
      endpoint: shownEndpoint(environment),
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.exporters.values()].map((exporter) => exporter.shutdown()));
    this.exporters.clear();
  }

  private load(projectRoot: string): ExporterPackages {
    const packages = loadExporter(this.name, projectRoot);
    // A collector may take a request and say that it left points out: the exporter tells its log alone.
    const { diag, DiagConsoleLogger, DiagLogLevel } = packages.api;
    diag.setLogger(new DiagConsoleLogger(), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
    return packages;
  }

  private exporterFor(environment: NodeJS.ProcessEnv, { exporter: { OTLPMetricExporter } }: ExporterPackages) {
    const key = JSON.stringify(exporterVariablesOf(environment));
    let exporter = this.exporters.get(key);
    if (!exporter) {
      exporter = withExporterVariables(environment, () => new OTLPMetricExporter({ concurrencyLimit }));
      this.exporters.set(key, exporter);
    }
    return exporter;
  }
}

/** `ExportResultCode.SUCCESS` of `@opentelemetry/core`. */
const success = 0;

function send(exporter: Exporter, request: ResourceMetrics): Promise<void> {
  return new Promise((resolve, reject) => {
    exporter.export(request, ({ code, error }) => {
      const result: number = code;
      if (result === success) {
        resolve();
      } else {
        reject(error ?? new Error("the export failed"));
      }
    });
  });
}
