import { loadParameters, nestKeys, parameterKeys, type ConfigMap } from "../config";
import { suggestName, TracksideError } from "../errors";
import { isParameterName, type PipelineNode } from "../pipeline";

/** Parameters as a run's options give them: by dotted key. */
export type ParamOverrides = Readonly<Record<string, unknown>>;

/** Makes the tree that lies over the project's parameters, and that `${runtime_params:...}` reads. */
export function nestOverrides(root: string, overrides: ParamOverrides): ConfigMap {
  return Object.keys(overrides).length === 0 ? {} : nestKeys(loadParameters(root).value, overrides);
}

/**
 * Makes sure that every override means something: a misspelt one would silently do nothing.
 *
 * @param asked - keys that the project's configuration asks for by `${runtime_params:...}`.
 * @throws TracksideError naming the one that nobody knows, and the nearest that there is.
 */
export function checkOverrides(
  root: string,
  overrides: ParamOverrides,
  nodes: readonly PipelineNode[],
  asked: ReadonlySet<string>,
): void {
  const given = Object.keys(overrides);
  if (given.length === 0) {
    return;
  }
  const taken = nodes.flatMap((each) =>
    each.inputs.filter(isParameterName).map((name) => name.replace(/^params:/, "")),
  );
  const places = [...taken, ...asked];
  const known = new Set([...parameterKeys(loadParameters(root).value), ...places]);
  const unknown = given.find((key) => !known.has(key) && !places.some((each) => isWithin(key, each)));
  if (unknown !== undefined) {
    throw new TracksideError(`no node to run takes a parameter "${unknown}", nor has the project one`, {
      code: "params.unknown",
      hint: suggestName(unknown, known),
    });
  }
}

/** `train.depth` lies within `train`; and anything within `parameters`, which is all of them. */
function isWithin(key: string, branch: string): boolean {
  return branch === "parameters" || key.startsWith(`${branch}.`) || branch.startsWith(`${key}.`);
}
