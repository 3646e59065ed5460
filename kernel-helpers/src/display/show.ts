import { display } from "./publisher";
import { representValue } from "./value-representation";

/**
 * Shows a value under the cell as what it is: a table as a table with its columns' types and its first and last rows, a
 * Vega-Lite chart or an image drawn, an object as a tree to open, text as text. Outside of our kernel as plain text.
 *
 * @param value - The value, or a promise of it.
 * @throws what the promise was rejected with.
 *
 * @example
 * ```ts
 * import { catalog, show } from "trackside";
 *
 * await catalog.save("calls", [{ ship: "Tern", wave_m: 0.5 }, { ship: "Skua", wave_m: 1.5 }]);
 * await show(catalog.load("calls"));
 * ```
 */
export async function show(value: unknown): Promise<void> {
  display(await representValue(await value));
}
