type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How a mapping becomes params; the keys of kedro-mlflow's `dict_params`. */
export interface FlattenOptions {
  readonly flatten: boolean;
  readonly recursive: boolean;
  readonly separator: string;
}

/** Makes one entry of each key of a mapping within `params`, named by both keys, as kedro-mlflow does. */
export function flattenParams(params: Tree, options: FlattenOptions): Record<string, unknown> {
  return options.flatten ? flattenTree(params, options) : { ...params };
}

function flattenTree(tree: Tree, options: FlattenOptions): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(tree)) {
    if (isTree(value)) {
      const inner = options.recursive ? flattenTree(value, options) : value;
      for (const [innerKey, innerValue] of Object.entries(inner)) {
        flat[`${key}${options.separator}${innerKey}`] = innerValue;
      }
    } else {
      flat[key] = value;
    }
  }
  return flat;
}
