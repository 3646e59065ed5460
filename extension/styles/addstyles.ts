const added = new Set<readonly string[]>();

/** Puts style sheets into the page, in this order and once. */
export function addStyles(sheets: readonly string[]): void {
  if (!added.has(sheets)) {
    added.add(sheets);
    const style = document.createElement("style");
    style.textContent = sheets.join("\n");
    document.head.append(style);
  }
}
