import { createRequire } from "node:module";
import { join } from "node:path";
import { TracksideError } from "../../errors";

const exporterPackage = "@opentelemetry/exporter-metrics-otlp-proto";

/** The parts of OpenTelemetry's packages that are used. */
export interface ExporterPackages {
  readonly api: typeof import("@opentelemetry/api");
  readonly exporter: typeof import("@opentelemetry/exporter-metrics-otlp-proto");
  readonly metrics: typeof import("@opentelemetry/sdk-metrics");
  readonly resources: typeof import("@opentelemetry/resources");
}

/**
 * Loads OpenTelemetry's exporter as the project has it, or else as Trackside has: 30 MB that few want, and therefore
 * nothing that Trackside brings along. JSON knows no NaN, so that the exporter is the one that sends protobuf.
 *
 * @throws {@link TracksideError} `sinks.missing-package`
 */
export function loadExporter(sinkName: string, projectRoot: string): ExporterPackages {
  const place = findExporter(projectRoot);
  if (place === null) {
    throw new TracksideError(`the sink "${sinkName}" of type otlp needs the package ${exporterPackage}`, {
      code: "sinks.missing-package",
      hint: `Install it in the project: npm install ${exporterPackage}`,
    });
  }
  // The exporter's own dependencies, which need not be where a project could load them itself.
  const load = createRequire(place);
  return {
    api: load("@opentelemetry/api") as ExporterPackages["api"],
    exporter: load(exporterPackage) as ExporterPackages["exporter"],
    metrics: load("@opentelemetry/sdk-metrics") as ExporterPackages["metrics"],
    resources: load("@opentelemetry/resources") as ExporterPackages["resources"],
  };
}

/** Path of the exporter's main file. */
function findExporter(projectRoot: string): string | null {
  for (const from of [join(projectRoot, "package.json"), __filename]) {
    try {
      return createRequire(from).resolve(exporterPackage);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") {
        throw error;
      }
    }
  }
  return null;
}
