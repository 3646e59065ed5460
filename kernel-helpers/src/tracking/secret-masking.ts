import { hidesValue } from "./secret-keys";
import { maskText, secretMask } from "./secret-texts";
import { valueText } from "./value-text";

/** Words for a person, made only where they are told: most values are no secrets. */
type Where = string | (() => string);

/**
 * Keeps secrets out of the journals of a session: what is masked here was never written down. A value is masked whole
 * where its key names a secret, see {@link hidesValue}; in every text, what has the form of one, see {@link maskText}.
 * It says so once, by the first name. docs/tracking-api.md has the rules for users.
 */
export class SecretMasking {
  private hasWarned = false;

  /** @param warn - shows a message to the user; by default on stderr. */
  constructor(private readonly warn: (message: string) => void = (message) => console.error(message)) {}

  /**
   * Masks a text by what it holds.
   *
   * @param where - what it belongs to, in words for a person, for example `param "url"`.
   */
  text(where: Where, text: string): string {
    const masked = maskText(text);
    if (masked !== text) {
      this.tell(where);
    }
    return masked;
  }

  /** Masks a value whole where its key names a secret, else as a text where it is one. */
  member(where: Where, key: string, value: unknown): unknown {
    if (hidesValue(key, value)) {
      this.tell(where);
      return secretMask;
    }
    return typeof value === "string" ? this.text(where, value) : value;
  }

  /**
   * The text of a param or tag, masked.
   *
   * @throws {@link TracksideError} `tracking.invalid-value` for a value without a text, see {@link valueText}.
   */
  named(what: "param" | "tag", key: string, value: unknown): string {
    const masked = this.member(() => `${what} "${key}"`, key, value);
    if (typeof masked === "number" || typeof masked === "string") {
      return String(masked);
    }
    const named = `${what} "${key}"`;
    const text = valueText(named, masked, this.replacer(named));
    return typeof masked === "object" ? this.text(named, text) : text;
  }

  /** Masks the values of a mapping, each by its own key. */
  values(what: string, entries: Readonly<Record<string, string>>): Record<string, string> {
    const masked = Object.entries(entries).map(([key, value]) => [
      key,
      this.member(() => `${what} "${key}"`, key, value),
    ]);
    return Object.fromEntries(masked) as Record<string, string>;
  }

  /** A replacer for `JSON.stringify` that masks the members of an object at every depth. */
  replacer(where: string): (key: string, value: unknown) => unknown {
    return (key, value) => (key === "" ? value : this.member(() => `"${key}" in ${where}`, key, value));
  }

  private tell(where: Where): void {
    if (!this.hasWarned) {
      this.hasWarned = true;
      this.warn(
        `${typeof where === "string" ? where : where()} looks like a secret, and is recorded as ${secretMask}. ` +
          "This is said once; docs/tracking-api.md has the rules.",
      );
    }
  }
}
