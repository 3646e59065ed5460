import { otlpPathVariables, otlpVariables } from "../../config";

/**
 * Calls something that reads OpenTelemetry's variables from this process, while they are those of a project: a shipper
 * works for many, and was started by one of them. What is called must not wait for anything.
 */
export function withExporterVariables<T>(environment: NodeJS.ProcessEnv, call: () => T): T {
  const before = exporterVariablesOf(process.env);
  try {
    set(exporterVariablesOf(environment));
    return call();
  } finally {
    set(before);
  }
}

type Variables = readonly (readonly [name: string, value: string | undefined])[];

/** Values of the exporter's variables, those that are not set too. */
export function exporterVariablesOf(environment: NodeJS.ProcessEnv): Variables {
  return [...otlpVariables, ...otlpPathVariables].map((name) => [name, environment[name]] as const);
}

function set(variables: Variables): void {
  for (const [name, value] of variables) {
    if (value === undefined) {
      Reflect.deleteProperty(process.env, name);
    } else {
      process.env[name] = value;
    }
  }
}
