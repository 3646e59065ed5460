/**
 * The codes that MLflow servers of all versions answer with, and that a caller may want to tell apart.
 *
 * @see mlflow/protos/databricks.proto
 */
export type KnownMlflowErrorCode =
  | "ABORTED"
  | "ALREADY_EXISTS"
  | "BAD_REQUEST"
  | "CANCELLED"
  | "CUSTOMER_UNAUTHORIZED"
  | "DATA_LOSS"
  | "DEADLINE_EXCEEDED"
  | "ENDPOINT_NOT_FOUND"
  | "FEATURE_DISABLED"
  | "INTERNAL_ERROR"
  | "INVALID_PARAMETER_VALUE"
  | "INVALID_STATE"
  | "INVALID_STATE_TRANSITION"
  | "IO_ERROR"
  | "MALFORMED_REQUEST"
  | "NOT_FOUND"
  | "NOT_IMPLEMENTED"
  | "PERMISSION_DENIED"
  | "QUOTA_EXCEEDED"
  | "REQUEST_LIMIT_EXCEEDED"
  | "RESOURCE_ALREADY_EXISTS"
  | "RESOURCE_CONFLICT"
  | "RESOURCE_DOES_NOT_EXIST"
  | "RESOURCE_EXHAUSTED"
  | "RESOURCE_LIMIT_EXCEEDED"
  | "SERVICE_UNDER_MAINTENANCE"
  | "TEMPORARILY_UNAVAILABLE"
  | "UNAUTHENTICATED";

/** A code that MLflow answers with; the known ones are offered by an editor, any other is taken as it comes. */
export type MlflowErrorCode = KnownMlflowErrorCode | (string & Record<never, never>);

/** What is known of a failure beside its message. */
export interface MlflowErrorDetails {
  readonly status?: number;
  readonly errorCode?: MlflowErrorCode;
  readonly retryAfterMs?: number | null;
  readonly refusal?: string;
  readonly cause?: unknown;
}

/** Why MLflow did not do what was asked. */
export class MlflowError extends Error {
  /** HTTP status, or `null` when no answer came. */
  readonly status: number | null;
  /** MLflow's `error_code`, or `null` where it sent none. */
  readonly errorCode: MlflowErrorCode | null;
  /** Milliseconds that the server asked to wait before the next try (`Retry-After`), or `null`. */
  readonly retryAfterMs: number | null;
  /** What the server said of its refusal and nothing else, or `null` where it said nothing. */
  readonly refusal: string | null;

  constructor(message: string, details: MlflowErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "MlflowError";
    this.status = details.status ?? null;
    this.errorCode = details.errorCode ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.refusal = details.refusal ?? null;
  }

  /**
   * Tells whether the very same request may well succeed later: no answer, a server error, too many requests,
   * refused credentials (they can be renewed), and the 400 that MLflow gives while its connection pool is exhausted.
   */
  get isTransient(): boolean {
    return (
      this.status === null ||
      (this.status >= 500 && this.status !== 501) ||
      [401, 403, 408, 429].includes(this.status) ||
      this.message.includes("QueuePool limit")
    );
  }

  /**
   * Tells whether the server lacks the endpoint: an older MLflow answers 404 without a code of its own (what is
   * missing *at* an endpoint has one), a newer one 501 for what its storage cannot do.
   */
  get isMissingEndpoint(): boolean {
    return (
      (this.status === 404 && (this.errorCode === null || this.errorCode === "ENDPOINT_NOT_FOUND")) ||
      this.status === 405 ||
      this.status === 501
    );
  }
}

/**
 * A value that MLflow would not take as it is, refused before anything was sent: one such value in a request makes
 * MLflow answer 200, store something else, and drop all that follows it.
 */
export class MlflowValueError extends MlflowError {
  /** @param where - The field, for example `metrics[3] (loss).step`. */
  constructor(
    readonly where: string,
    problem: string,
  ) {
    super(`${where} ${problem}`, { status: 400, errorCode: "INVALID_PARAMETER_VALUE" });
    this.name = "MlflowValueError";
  }
}

/** The server is of a version, or has a storage, that cannot do what was asked. */
export class MlflowAbilityError extends MlflowError {
  /** @param ability - What is missing, for example `logged models`. */
  constructor(
    readonly ability: string,
    remedy: string,
    details: MlflowErrorDetails = {},
  ) {
    super(`this MLflow server has no ${ability}: ${remedy}`, { status: 501, errorCode: "NOT_IMPLEMENTED", ...details });
    this.name = "MlflowAbilityError";
  }
}
