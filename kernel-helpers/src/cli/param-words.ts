/** A parameter as the command line gives it. */
export interface ParamWord {
  readonly key: string;
  /** `=`, or the colon of Kedro's older form. */
  readonly sign: string;
  /** Not yet read as YAML. */
  readonly value: string;
}

/**
 * Splits `a.b=1,c=[1, 2],d={e: 1, f: 2}`. A comma parts two only where a key follows it, and not within brackets or quotes.
 *
 * @returns in order; a part that is no `key=value` as it is.
 */
export function splitParams(text: string): (ParamWord | string)[] {
  return splitAtCommas(text).map((part) => {
    const [, key, sign, value] = /^\s*([\w.-]+)\s*([=:])(.*)$/s.exec(part) ?? [];
    return key === undefined || sign === undefined || value === undefined ? part : { key, sign, value: value.trim() };
  });
}

const keyBehind = /^,\s*[\w.-]+\s*[=:]/;

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quote: string | undefined;
  for (const { index, 0: mark } of text.matchAll(/["'[\]{},]/g)) {
    if (quote !== undefined) {
      quote = mark === quote ? undefined : quote;
    } else if (mark === '"' || mark === "'") {
      // Elsewhere it is an apostrophe.
      quote = /[=:[{,]\s*$/.test(text.slice(start, index)) ? mark : undefined;
    } else if (mark === "[" || mark === "{") {
      depth++;
    } else if (mark === "]" || mark === "}") {
      depth--;
    } else if (depth <= 0 && keyBehind.test(text.slice(index))) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
