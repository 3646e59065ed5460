import { hidesValue, secrecyOf } from "./secret-keys";

/** What stands in the place of a secret. */
export const secretMask = "*** (masked)";

/** What may not stand before a token, so that no piece of base64 passes for one. */
const edge = "(?<![A-Za-z0-9+/_-])";

/** Forms that are secrets wherever they stand. Each has a literal start, so that a long text is read once. */
const tokenPattern = new RegExp(
  [
    // A private key in PEM, also one that was cut off or has its line feeds escaped.
    "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)",
    // A JSON web token.
    `${edge}eyJ[\\w-]{6,}\\.[\\w-]{6,}(?:\\.[\\w-]*)?`,
    `${edge}gh[pousr]_\\w{20,}`,
    `${edge}github_pat_\\w{20,}`,
    `${edge}glpat-[\\w-]{16,}`,
    `${edge}sk-(?=[\\w-]*[A-Za-z0-9]{16})[\\w-]{20,}`,
    `${edge}[sr]k_(?:live|test)_\\w{16,}`,
    `${edge}xox[a-z]-[\\w-]{10,}`,
    `${edge}(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])`,
    `${edge}AIza[\\w-]{35}`,
    `${edge}hf_[A-Za-z0-9]{20,}`,
    `${edge}dapi[a-f0-9]{32}(?:-\\d+)?`,
    `${edge}npm_[A-Za-z0-9]{30,}`,
  ].join("|"),
  "g",
);

/** `Bearer` and what follows; in prose, where it is no name, only what has a digit. */
const bearerPattern = /\b(Bearer\s+|(?:bearer|BEARER)\s+(?=[\w.~+/=-]*\d))[\w.~+/=-]{8,}/g;

/** The header in a text, whatever its scheme. */
const headerPattern = /(authorization["']?[ \t]*[:=][ \t]*["']?(?:[A-Za-z]+[ \t]+)?)[^\s"',;*]+/gi;

/** The password of a URL, which may itself hold an `@`. */
const urlPattern = /(:\/\/[^\s:@/?#"'<>]{0,256}:)[^\s/?#"'<>]{1,1024}(?=@)/g;

/** A name with `=` or `:` behind it; what is a secret's name is told by {@link secrecyOf}. */
const namePattern = /(?<![\w.-])([A-Za-z_][\w.-]{0,99})(\\?["'])?[ \t]*([:=])[ \t]*(\\?["'])?/g;

/** Characters before a name that are looked at to tell whether it starts its line. */
const longestIndent = 100;

/** What every form above has at least; most short texts have none of it and are done with this. */
const suspicious =
  /[=:]|-----BEGIN|eyJ|gh[pousr]_|github_pat_|glpat-|sk-|[sr]k_|xox|AKIA|ASIA|AIza|hf_|dapi|npm_|[Bb]earer|BEARER/;

/** Puts the mask in the place of everything in a text that has a known secret's form, or the name of one before it. */
export function maskText(text: string): string {
  if (!suspicious.test(text)) {
    return text;
  }
  const masked = text
    .replace(tokenPattern, secretMask)
    .replace(headerPattern, `$1${secretMask}`)
    .replace(bearerPattern, `$1${secretMask}`)
    .replace(urlPattern, `$1${secretMask}`);
  return maskAssignments(masked);
}

/**
 * Masks `key=value` as in environment files, connection strings and queries, `"key": "value"` as in JSON and code, and
 * `key: value` alone on its line as in YAML. In the middle of prose, "secret: a good night's sleep" stays.
 */
function maskAssignments(text: string): string {
  let masked = "";
  let done = 0;
  for (const name of text.matchAll(namePattern)) {
    const [all, key = "", , , quote] = name;
    const index = name.index ?? 0;
    const start = index + all.length;
    if (index < done || secrecyOf(key) === "open") {
      continue;
    }
    const value = quote === undefined ? bareValue(text, all, index) : quotedValue(text, start, quote);
    if (value !== "" && !secretMask.startsWith(value) && hidesValue(key, value)) {
      masked += text.slice(done, start) + secretMask;
      done = start + value.length;
    }
  }
  return masked + text.slice(done);
}

function quotedValue(text: string, start: number, quote: string): string {
  for (let end = start; end < text.length && text[end] !== "\n"; end++) {
    if (text.startsWith(quote, end)) {
      return text.slice(start, end);
    }
    if (text[end] === "\\") {
      end++;
    }
  }
  return restOfLine(text, start);
}

/** @param name - the name with what joins it to the value, at `index`. */
function bareValue(text: string, name: string, index: number): string {
  const start = index + name.length;
  if (/(?:["'][ \t]*[:=][ \t]*|^[^ \t]+=)$/.test(name)) {
    return /^[^\s"'&;,\\})\]]*/.exec(text.slice(start, start + 10_000))?.[0] ?? "";
  }
  if (!/(?:^|\n)[ \t]*(?:- |export )?$/.test(text.slice(Math.max(0, index - longestIndent), index))) {
    return "";
  }
  const value = restOfLine(text, start).trimEnd();
  return /\s/.test(value) ? "" : value;
}

function restOfLine(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? text.length : end);
}
