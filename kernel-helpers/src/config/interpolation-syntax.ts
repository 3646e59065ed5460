import { TracksideError } from "../errors";

/** Text with `${...}` in it, taken apart. */
export type Template = readonly (string | Interpolation)[];

/** One `${...}`. */
export type Interpolation =
  | {
      readonly kind: "reference";
      /** How many levels up the path starts: 0 for the root, 1 for `${.key}`. */
      readonly up: number;
      readonly keys: readonly Template[];
    }
  | { readonly kind: "resolver"; readonly name: string; readonly arguments: readonly Argument[] };

/** What a resolver is given: a value with its own interpolations, a list or a mapping of such. */
export type Argument =
  | { readonly kind: "plain"; readonly template: Template }
  | { readonly kind: "quoted"; readonly template: Template }
  | { readonly kind: "list"; readonly items: readonly Argument[] }
  | { readonly kind: "mapping"; readonly entries: readonly (readonly [string, Argument])[] };

/**
 * Parses a text of OmegaConf's: `${a.b}`, `${.sibling}`, `${list[0]}`, `${a.${name}}`, `${resolver:argument, ...}`;
 * `\${` stands for itself.
 *
 * @see https://omegaconf.readthedocs.io, "The OmegaConf grammar"
 * @throws TracksideError when a bracket or quote is not closed.
 */
export function parseTemplate(text: string): Template {
  return new Parser(text).template();
}

const keyCharacter = /[^\s.[\]:${}'",]/;

class Parser {
  private position = 0;

  constructor(private readonly text: string) {}

  template(): Template {
    const parts: (string | Interpolation)[] = [];
    let literal = "";
    while (this.position < this.text.length) {
      const backslashes = this.match(/\\*(?=\$\{)/y);
      if (backslashes !== undefined) {
        // As in OmegaConf: before `${` two backslashes are one, and an odd one makes it text.
        literal += "\\".repeat(Math.floor(backslashes.length / 2));
        if (backslashes.length % 2 === 1) {
          literal += this.take(2);
        } else {
          pushText(parts, literal);
          literal = "";
          parts.push(this.interpolation());
        }
      } else {
        literal += this.take(1);
      }
    }
    pushText(parts, literal);
    return parts;
  }

  private interpolation(): Interpolation {
    this.position += 2;
    this.skipSpace();
    const start = this.position;
    const name = this.match(/[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*\s*(?=:)/y);
    if (name !== undefined) {
      this.position++;
      const values = this.arguments("}");
      return { kind: "resolver", name: name.trim(), arguments: values };
    }
    this.position = start;
    const up = this.match(/\.+/y)?.length ?? 0;
    const keys = this.keys();
    this.expect("}");
    return { kind: "reference", up, keys };
  }

  private keys(): Template[] {
    const keys: Template[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek("[")) {
        this.position++;
        keys.push(this.key());
        this.expect("]");
      } else {
        keys.push(this.key());
      }
      this.skipSpace();
      if (this.peek(".")) {
        this.position++;
      } else if (!this.peek("[")) {
        return keys;
      }
    }
  }

  /** A key, which may be or hold an interpolation itself. */
  private key(): Template {
    const parts: (string | Interpolation)[] = [];
    for (;;) {
      if (this.text.startsWith("${", this.position)) {
        parts.push(this.interpolation());
      } else if (keyCharacter.test(this.text.charAt(this.position))) {
        pushText(parts, this.take(1));
      } else if (parts.length > 0) {
        return parts;
      } else {
        throw this.failure("a key is missing");
      }
    }
  }

  /** Values between commas, up to a closing bracket, which is taken too. */
  private arguments(close: "}" | "]"): Argument[] {
    const values: Argument[] = [];
    this.skipSpace();
    if (this.peek(close)) {
      this.position++;
      return values;
    }
    for (;;) {
      values.push(this.argument());
      if (this.peek(",")) {
        this.position++;
      } else {
        this.expect(close);
        return values;
      }
    }
  }

  private argument(): Argument {
    this.skipSpace();
    const opening = this.text.charAt(this.position);
    if (opening === "'" || opening === '"') {
      return this.quoted(opening);
    }
    if (opening === "[") {
      this.position++;
      const items = this.arguments("]");
      this.skipSpace();
      return { kind: "list", items };
    }
    return opening === "{" ? this.mapping() : this.plain();
  }

  private quoted(quote: string): Argument {
    this.position++;
    let inner = "";
    while (!this.peek(quote)) {
      if (this.position >= this.text.length) {
        throw this.failure(`a ${quote} is not closed`);
      }
      inner += this.text.startsWith(`\\${quote}`, this.position) ? this.take(2).slice(1) : this.take(1);
    }
    this.position++;
    this.skipSpace();
    return { kind: "quoted", template: parseTemplate(inner) };
  }

  private mapping(): Argument {
    this.position++;
    const entries: (readonly [string, Argument])[] = [];
    this.skipSpace();
    while (!this.peek("}")) {
      const key = this.match(/[^:{}[\],]+/y)?.trim();
      if (key === undefined) {
        throw this.failure("a key is missing");
      }
      this.expect(":");
      entries.push([key.replace(/^(['"])(.*)\1$/, "$2"), this.argument()]);
      if (!this.peek("}")) {
        this.expect(",");
        this.skipSpace();
      }
    }
    this.position++;
    this.skipSpace();
    return { kind: "mapping", entries };
  }

  private plain(): Argument {
    const parts: (string | Interpolation)[] = [];
    while (!/^[,\]}]?$/.test(this.text.charAt(this.position))) {
      if (this.text.startsWith("${", this.position)) {
        parts.push(this.interpolation());
      } else {
        const escaped = this.match(/\\[\\,:{}[\]()\s]/y);
        pushText(parts, escaped === undefined ? this.take(1) : escaped.slice(1));
      }
    }
    const last = parts.at(-1);
    if (typeof last === "string") {
      parts[parts.length - 1] = last.trimEnd();
    }
    return { kind: "plain", template: parts };
  }

  private take(length: number): string {
    const taken = this.text.slice(this.position, this.position + length);
    this.position += length;
    return taken;
  }

  private peek(character: string): boolean {
    return this.text.charAt(this.position) === character;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    this.position += found?.length ?? 0;
    return found;
  }

  private skipSpace(): void {
    this.match(/\s*/y);
  }

  private expect(character: string): void {
    this.skipSpace();
    if (!this.peek(character)) {
      throw this.failure(`"${character}" is missing`);
    }
    this.position++;
  }

  private failure(problem: string): TracksideError {
    const at = Math.min(this.position + 1, this.text.length);
    return new TracksideError(`${problem} at character ${at} of ${this.text}`, {
      code: "config.interpolation",
      hint: "An interpolation is written ${key.path} or ${resolver:argument}; \\${ stands for itself.",
    });
  }
}

function pushText(parts: (string | Interpolation)[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === "string") {
    parts[parts.length - 1] = last + text;
  } else if (text !== "") {
    parts.push(text);
  }
}
