const names = ["ENDPOINT", "HEADERS", "COMPRESSION", "TIMEOUT"] as const;
const fileNames = ["CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"] as const;

function both(list: readonly string[]): readonly string[] {
  return list.flatMap((name) => [`OTEL_EXPORTER_OTLP_${name}`, `OTEL_EXPORTER_OTLP_METRICS_${name}`]);
}

/**
 * Variables that OpenTelemetry's exporter reads, for all signals and for metrics alone; a program hands them on to the
 * shipper.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export const otlpVariables = both(names);

/** Those that name files; a relative path starts where the program runs, not where the shipper does. */
export const otlpPathVariables = both(fileNames);
