const places = 2 ** 12;

/**
 * Gives parts of a long text, those that come again as the very same string: a column of names holds each of them once,
 * and not a million strings.
 */
export class TextPool {
  private readonly pooled = new Array<string>(places).fill("");

  /** @param hash - of the part's characters. */
  slice(text: string, start: number, end: number, hash: number): string {
    const place = (hash ^ (hash >>> 12)) & (places - 1);
    const before = this.pooled[place] as string;
    if (before.length === end - start && isAt(text, start, before)) {
      return before;
    }
    return (this.pooled[place] = text.slice(start, end));
  }
}

function isAt(text: string, start: number, part: string): boolean {
  for (let index = 0; index < part.length; index++) {
    if (part.charCodeAt(index) !== text.charCodeAt(start + index)) {
      return false;
    }
  }
  return true;
}
