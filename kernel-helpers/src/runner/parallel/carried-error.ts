import { problemOf, TracksideError } from "../../errors";

/** An error on its way between threads: structured clone keeps neither classes nor properties of their own. */
export type CarriedError =
  | {
      readonly kind: "error";
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
      readonly code: string | number | undefined;
      /** Of a `TracksideError`, with its hint. */
      readonly isOurs: boolean;
      readonly hint: string | undefined;
      readonly cause: CarriedError | undefined;
      readonly errors: readonly CarriedError[] | undefined;
    }
  | { readonly kind: "value"; readonly value: string };

/** Classes that every thread has. */
const standardErrors = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** Deeper causes tell nothing more, and an error may be its own. */
const deepestCause = 8;

/** Makes plain data of whatever was thrown. */
export function packError(error: unknown, depth = 0): CarriedError {
  if (!(error instanceof Error) || depth > deepestCause) {
    return { kind: "value", value: String(error) };
  }
  const { code } = error as { code?: unknown };
  return {
    kind: "error",
    name: error.name,
    message: error.message,
    stack: error.stack,
    code: typeof code === "string" || typeof code === "number" ? code : undefined,
    isOurs: TracksideError.is(error),
    hint: TracksideError.is(error) ? error.hint : undefined,
    cause: error.cause === undefined ? undefined : packError(error.cause, depth + 1),
    errors: error instanceof AggregateError ? error.errors.map((each) => packError(each, depth + 1)) : undefined,
  };
}

/** Makes an error again, with name, message, stack and cause as they were; of a class of the project's, an `Error`. */
export function unpackError(carried: CarriedError): unknown {
  if (carried.kind === "value") {
    return carried.value;
  }
  const error = makeError(carried);
  return Object.defineProperty(error, "stack", { value: carried.stack, configurable: true, writable: true });
}

function makeError(carried: Extract<CarriedError, { kind: "error" }>): Error {
  const { name, message, code, hint } = carried;
  const cause = carried.cause && unpackError(carried.cause);
  if (carried.isOurs) {
    return new TracksideError(problemOf(carried), {
      code: String(code),
      cause,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  const options = cause === undefined ? {} : { cause };
  const error = carried.errors
    ? new AggregateError(carried.errors.map(unpackError), message, options)
    : new (isStandard(name) ? standardErrors[name] : Error)(message, options);
  Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  return code === undefined ? error : Object.assign(error, { code });
}

function isStandard(name: string): name is keyof typeof standardErrors {
  return Object.hasOwn(standardErrors, name);
}
