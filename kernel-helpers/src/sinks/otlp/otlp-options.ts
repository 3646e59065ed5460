import { TracksideError } from "../../errors";

/** What an entry of `tracking.sinks` with the type `otlp` takes. */
export interface OtlpOptions {
  /** Address of the collector, `/v1/metrics` is added; what `OTEL_EXPORTER_OTLP_ENDPOINT` says where it is left out. */
  readonly endpoint: string | undefined;
  /** What `service.name` says of all runs. */
  readonly serviceName: string;
  /** Whether each point tells its step: a backend that keeps a series for each set of attributes is better without. */
  readonly hasSteps: boolean;
}

const known = ["endpoint", "service_name", "steps"];

/**
 * Reads the options of an otlp sink.
 *
 * @throws {@link TracksideError} `sinks.invalid-option`
 */
export function readOtlpOptions(sinkName: string, options: Readonly<Record<string, unknown>>): OtlpOptions {
  const { endpoint, service_name: serviceName = "trackside", steps = true } = options;
  const invalid = (key: string, hint: string) =>
    new TracksideError(`the sink "${sinkName}" has "${key}": ${JSON.stringify(options[key])}`, {
      code: "sinks.invalid-option",
      hint: `${hint} It is tracking.sinks.${sinkName}.${key} in conf/base/mlflow.yml.`,
    });
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw invalid(unknown, `A sink of type otlp takes ${known.join(", ")}.`);
  }
  if (endpoint !== undefined && !isAddress(endpoint)) {
    throw invalid(
      "endpoint",
      "Give an address such as http://127.0.0.1:4318; what signs in belongs into OTEL_EXPORTER_OTLP_HEADERS.",
    );
  }
  if (typeof serviceName !== "string" || serviceName === "") {
    throw invalid("service_name", "Give a name.");
  }
  if (typeof steps !== "boolean") {
    throw invalid("steps", "Give true or false.");
  }
  return { endpoint, serviceName, hasSteps: steps };
}

function isAddress(value: unknown): value is string {
  if (typeof value !== "string" || !URL.canParse(value)) {
    return false;
  }
  const { protocol, username, password } = new URL(value);
  return ["http:", "https:"].includes(protocol) && username === "" && password === "";
}

/** The project's variables, with the option in the place of the variable that it stands for. */
export function exporterEnvironment(environment: NodeJS.ProcessEnv, { endpoint }: OtlpOptions): NodeJS.ProcessEnv {
  if (endpoint === undefined) {
    return environment;
  }
  const { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: _, ...others } = environment;
  return endpoint.endsWith("/v1/metrics")
    ? { ...others, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint }
    : { ...others, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
}

/** Where metrics go, for messages: without what may sign in. */
export function shownEndpoint(environment: NodeJS.ProcessEnv): string {
  const address =
    environment["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] ??
    environment["OTEL_EXPORTER_OTLP_ENDPOINT"] ??
    "http://localhost:4318";
  return URL.canParse(address) ? new URL(address).origin : "an address that is none";
}
