import { MlflowValueError } from "./errors";

/** Half of a pair that stands for one character: JavaScript has such strings, UTF-8 and so MLflow do not. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Writes a request's body as JSON that MLflow reads back as the very same values.
 *
 * `JSON.stringify` alone turns NaN and the infinities into `null`, and writes halves of characters that MLflow cannot
 * read. In both cases MLflow answers 200 and drops what follows in the request.
 *
 * @throws {@link MlflowValueError} for a number that is not finite, a bigint, or a string that is not Unicode.
 */
export function toRequestBody(body: unknown): string {
  return JSON.stringify(body, refuseUnreadable);
}

function refuseUnreadable(field: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new MlflowValueError(`"${field}"`, `is ${value}, which JSON cannot carry as a number`);
  }
  if (typeof value === "string" && loneSurrogate.test(value)) {
    throw new MlflowValueError(
      `"${field}"`,
      `is text that ends in the middle of a character: ${JSON.stringify(value.slice(0, 80))}`,
    );
  }
  return value;
}
