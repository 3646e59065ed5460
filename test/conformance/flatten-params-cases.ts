import { flattenParams } from "../../kernel-helpers/src/tracking";
import { withFloats, type CaseReader } from "./case";

/** kedro-mlflow's flattening of dict parameters. */
export const flattenParamsCases: CaseReader = (recorded) => {
  if (!("params" in recorded && "sep" in recorded)) {
    return undefined;
  }
  const { params, recursive, sep, expected } = recorded;
  const separator = String(sep);
  const check = () => {
    const flat = flattenParams(withFloats(params) as Record<string, unknown>, {
      flatten: true,
      recursive: recursive === true,
      separator,
    });
    expect(Object.fromEntries(flat)).toEqual(withFloats(expected));
  };
  return [{ name: `${JSON.stringify(params)}, recursive ${String(recursive)}, by "${separator}"`, check }];
};
