import { isConfigMap, type CatalogConfig } from "../config";
import { TracksideError } from "../errors";
import { typedList, typedObject, type TypedProperty } from "./type-text";

/**
 * The type that a dataset's entry states: `metadata: {trackside: {type: "./types#Ship[]"}}`, where `./types` is a module
 * of the project's; or any type as TypeScript writes it.
 *
 * @throws TracksideError with its place when it cannot be one.
 */
export function statedType(config: CatalogConfig, name: string): string | undefined {
  const { metadata } = config.entries.get(name) ?? {};
  const own = isConfigMap(metadata) ? metadata["trackside"] : undefined;
  const stated = isConfigMap(own) ? own["type"] : undefined;
  if (stated === undefined) {
    return undefined;
  }
  if (typeof stated !== "string" || stated.trim() === "" || !isBalanced(stated)) {
    const place = config.locate([name, "metadata", "trackside", "type"]);
    throw new TracksideError(`${place}: dataset "${name}" states a type that is none: ${JSON.stringify(stated)}`, {
      code: "typegen.type",
      hint: 'Write for example type: "./types#Ship[]", or type: "number[]".',
    });
  }
  const [, module, type] = /^(\.{1,2}\/[^#]+?)(?:\.ts)?#(.+)$/s.exec(stated.trim()) ?? [];
  return module === undefined || type === undefined ? stated.trim() : `import(${JSON.stringify(module)}).${type}`;
}

/** The type of the rows of a table whose entry names its columns, which are then held against it. */
export function typeOfColumns(config: CatalogConfig, name: string): string | undefined {
  const { columns } = config.entries.get(name) ?? {};
  if (!isConfigMap(columns)) {
    return undefined;
  }
  const properties = Object.entries(columns).map(([column, written]): TypedProperty => {
    const [word = "", ...mark] = String(written).split("?");
    return { name: column, type: `${columnTypes.get(word) ?? "unknown"}${mark.length > 0 ? " | null" : ""}` };
  });
  return typedList(typedObject(properties));
}

const columnTypes = new Map([
  ["number", "number"],
  ["boolean", "boolean"],
  ["text", "string"],
]);

/** What is written is to stay the type of one property: it must not close what it did not open. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const letter of text) {
    if (closing.has(letter)) {
      open.push(letter);
    } else if (letter === ";" && open.length === 0) {
      return false;
    } else if ([...closing.values()].includes(letter) && closing.get(open.pop() ?? "") !== letter) {
      return false;
    }
  }
  return open.length === 0 && !/\/[/*]/.test(text);
}

const closing = new Map([
  ["{", "}"],
  ["[", "]"],
  ["(", ")"],
]);
