import { TracksideError } from "../errors";

/**
 * Checks that a namespace is words joined by dots.
 *
 * @throws TracksideError when it is not.
 */
export function checkNamespace(namespace: unknown): string {
  if (typeof namespace !== "string" || !/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(namespace)) {
    throw new TracksideError(`${JSON.stringify(namespace) ?? String(namespace)} is no namespace`, {
      code: "pipeline.invalid-namespace",
      hint: 'Give words of letters, digits, _ and -, joined by dots: "eu" or "eu.ferries".',
    });
  }
  return namespace;
}

/** Puts a namespace, if there is one, before a name or another namespace. */
export function joinNamespaces(outer: string | undefined, inner: string): string {
  return outer === undefined ? inner : `${outer}.${inner}`;
}

/** Tells whether a namespace is the other one, or lies within it. */
export function isWithinNamespace(namespace: string | undefined, outer: string): boolean {
  return namespace === outer || (namespace?.startsWith(`${outer}.`) ?? false);
}
