import type { MlflowConfig } from "../config";
import { fitParam } from "./fit-param";
import { flattenParams } from "./flatten-params";
import type { RunRecorder } from "./run-recorder";
import type { SecretMasking } from "./secret-masking";

type Entry = readonly [key: string, value: string];

/** Params as a run takes them: flat, masked, and no longer than MLflow takes. */
interface SortedParams {
  /** All names. */
  readonly keys: readonly string[];
  /** Those that the run does not have. */
  readonly fresh: readonly Entry[];
  /** Those that it has with another value. */
  readonly changed: readonly Entry[];
}

/** Tells params that a run does not have yet from those that have changed; a fresh one too long may become its tag. */
export function sortParams(
  params: Readonly<Record<string, unknown>>,
  settings: MlflowConfig["params"],
  secrets: SecretMasking,
  run: RunRecorder,
): SortedParams {
  const { longParamsStrategy } = settings;
  const [keys, fresh, changed]: [string[], Entry[], Entry[]] = [[], [], []];
  for (const [key, value] of flattenParams(params, settings)) {
    const whole = secrets.named("param", key, value);
    const fitting = fitParam(key, whole, longParamsStrategy);
    const known = run.params.get(key);
    if (known === undefined) {
      fresh.push([key, fitting]);
      if (fitting !== whole && longParamsStrategy === "tag") {
        run.tag(key, whole);
      }
    } else if (known !== fitting) {
      changed.push([key, fitting]);
    }
    keys.push(key);
  }
  return { keys, fresh, changed };
}
