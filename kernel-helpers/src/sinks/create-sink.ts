import { TracksideError } from "../errors";
import type { SinkSettings } from "../journal";
import { ModuleSink } from "./module-sink";
import { OtlpSink } from "./otlp";
import type { Sink } from "./sink";
import { TensorboardSink } from "./tensorboard";

/** What a sink may need of its project. */
export interface SinkContext {
  readonly projectRoot: string;
  /** The variables of the project's processes; secrets come from here alone. */
  readonly environment: () => NodeJS.ProcessEnv;
  /** Makes a sink for one more tracking server; `credentialsEntry` of `conf/local/credentials.yml` signs in there. */
  readonly mlflow: (trackingUri: string, credentialsEntry: string | undefined) => Sink;
}

/**
 * Makes the sink that an entry of `tracking.sinks` asks for; a module is loaded when its first run opens. A mistake in
 * the entry is one that the sink answers with: it must not hold up the others.
 */
export function createSink(settings: SinkSettings, context: SinkContext): Sink {
  try {
    return makeSink(settings, context);
  } catch (error) {
    return {
      async open() {
        throw error;
      },
    };
  }
}

function makeSink({ name, type, options }: SinkSettings, context: SinkContext): Sink {
  switch (type) {
    case "mlflow":
      return context.mlflow(
        textOption(name, options, "tracking_uri"),
        options["credentials"] === undefined ? undefined : textOption(name, options, "credentials"),
      );
    case "tensorboard":
      return new TensorboardSink(
        options["directory"] === undefined ? "tensorboard" : textOption(name, options, "directory"),
      );
    case "otlp":
      return new OtlpSink(name, options, context.environment);
    default:
      return new ModuleSink(name, type, options, context);
  }
}

function textOption(name: string, options: SinkSettings["options"], key: string): string {
  const value = options[key];
  if (typeof value !== "string" || value === "") {
    throw new TracksideError(`the sink "${name}" has no "${key}"`, {
      code: "sinks.invalid-option",
      hint: `Give it as tracking.sinks.${name}.${key} in conf/base/mlflow.yml.`,
    });
  }
  return value;
}
