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
export function flattenParams(params: Tree, options: FlattenOptions): ReadonlyMap<string, unknown> {
  const flat = new Map<string, unknown>();
  if (options.flatten) {
    flattenInto(flat, "", params, options);
  } else {
    Object.entries(params).forEach(([key, value]) => flat.set(key, value));
  }
  return flat;
}

/** A map takes keys that no other node has in a fraction of the time that an object takes for them. */
function flattenInto(flat: Map<string, unknown>, prefix: string, tree: Tree, options: FlattenOptions): void {
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix + key;
    if (!isTree(value)) {
      flat.set(name, value);
    } else if (options.recursive) {
      flattenInto(flat, name + options.separator, value, options);
    } else {
      Object.entries(value).forEach(([inner, member]) => flat.set(name + options.separator + inner, member));
    }
  }
}
