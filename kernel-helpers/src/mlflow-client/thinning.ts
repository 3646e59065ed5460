/**
 * Takes at most so many items, evenly spread, the first and the last among them.
 *
 * @param most - at least 1; one item alone is the last.
 */
export function thinned<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) {
    return items;
  }
  const last = items.length - 1;
  return Array.from({ length: most }, (_, index) =>
    Math.round(most === 1 ? last : (index * last) / (most - 1)),
  ).flatMap((position) => items.slice(position, position + 1));
}
