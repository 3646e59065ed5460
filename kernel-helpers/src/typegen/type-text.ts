/* The text of types, as prettier leaves it: an object has a line for each property. */

export interface TypedProperty {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  /** Written above it, on one line. */
  readonly comment?: string;
}

export function typedList(item: string): string {
  return /[|&]/.test(outermost(item)) ? `(${item})[]` : `${item}[]`;
}

export function typedUnion(parts: readonly string[]): string {
  return [...new Set(parts)].join(" | ");
}

export function typedObject(properties: readonly TypedProperty[]): string {
  return properties.length === 0 ? "{}" : `{\n${properties.map(propertyLines).join("\n")}\n}`;
}

function propertyLines({ name, type, optional = false, comment }: TypedProperty): string {
  const lines = [
    ...(comment === undefined ? [] : [`/** ${comment.replaceAll("*/", "*\\/").replace(/\s+/g, " ")} */`]),
    ...`${propertyName(name)}${optional ? "?" : ""}: ${type};`.split("\n"),
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

/** Quoted where it must be. */
export function propertyName(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** The text of a type without what is within its braces and brackets. */
function outermost(type: string): string {
  let depth = 0;
  return [...type]
    .filter((letter) => {
      depth += "{[(<".includes(letter) ? 1 : "}])>".includes(letter) ? -1 : 0;
      return depth === 0;
    })
    .join("");
}
