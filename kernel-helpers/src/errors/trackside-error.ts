const marker = Symbol.for("trackside.error");

/** What a {@link TracksideError} is made from. */
export interface TracksideErrorOptions {
  /** Stable identifier, listed in docs/errors.md, for example `config.invalid`. */
  readonly code: string;
  /** What the person can do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * Reports something that the person using Trackside can put right.
 *
 * The message says what failed, with the offending file, key or value; the hint says how to mend it.
 *
 * @example
 * ```ts
 * import { TracksideError } from "trackside";
 *
 * const error = new TracksideError("no dataset \"companys\"", { code: "catalog.unknown", hint: "did you mean \"companies\"?" });
 * console.log(error.code, TracksideError.is(error));
 * ```
 */
export class TracksideError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(message: string, options: TracksideErrorOptions) {
    super(
      options.hint ? `${message}\n${options.hint}` : message,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = "TracksideError";
    this.code = options.code;
    this.hint = options.hint;
    Object.defineProperty(this, marker, { value: true });
  }

  /** Recognises the error also when another copy of this package made it, as happens in a notebook. */
  static is(value: unknown): value is TracksideError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
