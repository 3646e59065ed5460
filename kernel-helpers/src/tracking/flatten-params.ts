type Tree = Readonly<Record<string, unknown>>;

/** Dates, maps and typed arrays are values: what they hold are no entries of theirs. */
function isTree(value: unknown): value is Tree {
  // What is no object, as most values are, is told by its type in a fraction of the time.
  return typeof value === "object" && Object.prototype.toString.call(value) === "[object Object]";
}

/** How a mapping becomes params; the keys of kedro-mlflow's `dict_params`. */
export interface FlattenOptions {
  readonly flatten: boolean;
  readonly recursive: boolean;
  readonly separator: string;
}

/** Whether params get the dotted keys by which nodes are shown with them. */
export function makesDottedKeys({ flatten, recursive, separator }: FlattenOptions): boolean {
  return flatten && recursive && separator === ".";
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
