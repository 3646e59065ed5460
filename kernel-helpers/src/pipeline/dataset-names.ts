import { invalidNode } from "./invalid-node";
import { datasetOf, formOf } from "./transcoding";

/** Names as written: of one value, of a list, or by property. */
export type DatasetNames =
  | { readonly form: "none" }
  | { readonly form: "one"; readonly name: string }
  | { readonly form: "list"; readonly names: readonly string[] }
  | { readonly form: "properties"; readonly names: ReadonlyMap<string, string> };

/**
 * Reads a node's inputs or outputs.
 *
 * @throws TracksideError naming the node and what of it is no dataset's name.
 */
export function readNames(node: string, what: "inputs" | "outputs", written: unknown): DatasetNames {
  if (written === null) {
    return { form: "none" };
  }
  if (typeof written === "string") {
    return { form: "one", name: checkName(node, what, written) };
  }
  if (Array.isArray(written)) {
    return { form: "list", names: written.map((each: unknown) => checkName(node, what, each)) };
  }
  if (typeof written === "object") {
    const names = Object.entries(written).map(
      ([property, each]: [string, unknown]) => [property, checkName(node, what, each)] as const,
    );
    return { form: "properties", names: new Map(names) };
  }
  throw invalidNode(
    node,
    `its ${what} are ${typeof written}`,
    "Give a dataset's name, a list of names, an object of names, or null.",
  );
}

function checkName(node: string, what: string, name: unknown): string {
  if (typeof name !== "string" || name === "" || name === "params:") {
    throw invalidNode(
      node,
      `one of its ${what} is ${JSON.stringify(name) ?? String(name)}`,
      "Give the name of a dataset.",
    );
  }
  if (!isWellFormed(name)) {
    throw invalidNode(
      node,
      `one of its ${what} is "${name}"`,
      'Put one @ between the dataset\'s name and its form, such as "ships@arrow".',
    );
  }
  return name;
}

/** Tells whether a name has at most one form, and neither name nor form is empty. */
export function isWellFormed(name: string): boolean {
  const form = formOf(name);
  return datasetOf(name) !== "" && (form === "" || /^@[^@]+$/.test(form));
}

/** The names in order. */
export function listNames(names: DatasetNames): string[] {
  switch (names.form) {
    case "none":
      return [];
    case "one":
      return [names.name];
    default:
      return [...names.names.values()];
  }
}

/** The same form with other names. */
export function renameNames(names: DatasetNames, rename: (name: string) => string): DatasetNames {
  switch (names.form) {
    case "none":
      return names;
    case "one":
      return { form: "one", name: rename(names.name) };
    case "list":
      return { form: "list", names: names.names.map(rename) };
    case "properties":
      return { form: "properties", names: new Map([...names.names].map(([key, name]) => [key, rename(name)])) };
  }
}

/** Tells whether both name the same datasets in the same form; the order of properties says nothing. */
export function sameNames(left: DatasetNames, right: DatasetNames): boolean {
  return JSON.stringify(comparable(left)) === JSON.stringify(comparable(right));
}

function comparable(names: DatasetNames): unknown {
  return names.form === "properties"
    ? { form: names.form, names: [...names.names].sort(([left], [right]) => (left < right ? -1 : 1)) }
    : names;
}
