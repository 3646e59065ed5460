import { TracksideError, suggestName } from "../errors";
import { lookUpParameter, parameterKeys } from "./parameter-keys";
import type { ConfigResolver } from "./interpolation";
import type { ConfigMap } from "./yaml-file";

/** What the resolvers of a kind of configuration read from. */
export interface ResolverSources {
  readonly kind: string;
  /** The project's globals, resolved; undefined for the globals themselves. */
  readonly globals: (() => ConfigMap) | undefined;
  readonly runtimeParams: ConfigMap;
  readonly onRuntimeParam: ((key: string) => void) | undefined;
  readonly variables: NodeJS.ProcessEnv;
  /** The project's own. */
  readonly custom: Readonly<Record<string, ConfigResolver>>;
}

/** Kedro's resolvers, OmegaConf's `oc.select`, and the project's. */
export function resolversFor(sources: ResolverSources): ReadonlyMap<string, ConfigResolver> {
  return new Map<string, ConfigResolver>([
    ["globals", globalsResolver(sources)],
    ["runtime_params", runtimeParamsResolver(sources)],
    ["oc.env", environmentResolver(sources)],
    ["oc.select", ([key, otherwise], { select }) => select(String(key)) ?? otherwise],
    ...Object.entries(sources.custom),
  ]);
}

function globalsResolver({ globals }: ResolverSources): ConfigResolver {
  return (values) => {
    const key = String(values[0]);
    if (!globals) {
      throw refused("refers to globals within globals", "Refer to the key itself: ${key}.");
    }
    if (key.startsWith("_")) {
      throw refused(
        `asks for "${key}" of the globals, which begins with an underscore`,
        "Such keys are seen by their own file only: rename it.",
      );
    }
    return lookUp(globals(), key, values, "globals.yml");
  };
}

function runtimeParamsResolver({ kind, runtimeParams, onRuntimeParam }: ResolverSources): ConfigResolver {
  return (values) => {
    if (kind === "globals") {
      throw refused(
        "uses runtime_params in globals.yml, where they are not known",
        "Use them where the value is needed: ${runtime_params:key, ${globals:key}}.",
      );
    }
    onRuntimeParam?.(String(values[0]));
    return lookUp(runtimeParams, String(values[0]), values, "the runtime params (--params)");
  };
}

function lookUp(tree: ConfigMap, key: string, values: readonly unknown[], where: string): unknown {
  const found = lookUpParameter(tree, key);
  if (found === undefined && values.length < 2) {
    throw refused(
      `asks for "${key}", which is not in ${where}`,
      `${suggestName(key, parameterKeys(tree))} A default stands behind a comma: \${...:${key}, 1}.`,
    );
  }
  return found === undefined ? values[1] : found;
}

/** Only for credentials, as in Kedro: configuration that depends on the machine cannot be run again elsewhere. */
function environmentResolver({ kind, variables }: ResolverSources): ConfigResolver {
  return ([name, otherwise]) => {
    if (kind !== "credentials") {
      throw refused(
        "reads an environment variable (oc.env), which only credentials may",
        "Use ${runtime_params:...} or another environment's folder of conf/.",
      );
    }
    const value = variables[String(name)];
    if (value === undefined && otherwise === undefined) {
      throw refused(
        `needs the environment variable ${String(name)}, which is not set`,
        `Set it, or write a default: \${oc.env:${String(name)}, ...}.`,
      );
    }
    return value ?? otherwise;
  };
}

function refused(problem: string, hint: string): TracksideError {
  return new TracksideError(problem, { code: "config.interpolation", hint });
}
