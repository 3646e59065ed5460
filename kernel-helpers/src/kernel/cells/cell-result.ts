import { inspect, types } from "node:util";

import { displaySymbol, type MimeBundle } from "../../display";

type Displayable = { readonly [displaySymbol]: () => MimeBundle | Promise<MimeBundle> };

function isDisplayable(value: unknown): value is Displayable {
  // an object of the user's may throw on any look at it
  try {
    return typeof value === "object" && value !== null && typeof (value as Displayable)[displaySymbol] === "function";
  } catch {
    return false;
  }
}

/** Shows a value the way Node's console would, in the size a notebook can hold. */
function inspectValue(value: unknown): string {
  try {
    return inspect(value);
  } catch (error) {
    return `[a value that cannot be shown: ${types.isNativeError(error) ? error.message : String(error)}]`;
  }
}

/**
 * Represents a cell's last expression for the front end.
 *
 * @returns undefined for a value that says it shows nothing, by an empty bundle.
 * @throws what the value's own method under `displaySymbol` throws.
 */
export async function representResult(value: unknown): Promise<MimeBundle | undefined> {
  if (!isDisplayable(value)) {
    return { "text/plain": inspectValue(value) };
  }
  const bundle = await value[displaySymbol]();
  return Object.keys(bundle).length === 0 ? undefined : bundle;
}
