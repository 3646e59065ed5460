/** Why MLflow did not do what was asked. */
export class MlflowError extends Error {
  /** HTTP status, or `null` when no answer came. */
  readonly status: number | null;
  /** MLflow's `error_code`, for example `RESOURCE_DOES_NOT_EXIST`, or `null` where it sent none. */
  readonly errorCode: string | null;

  constructor(
    message: string,
    details: { readonly status?: number; readonly errorCode?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = "MlflowError";
    this.status = details.status ?? null;
    this.errorCode = details.errorCode ?? null;
  }

  /**
   * Tells whether the very same request may well succeed later: no answer, a server error, too many requests,
   * refused credentials (they can be renewed), and the 400 that MLflow gives while its connection pool is exhausted.
   */
  get isTransient(): boolean {
    return (
      this.status === null ||
      this.status >= 500 ||
      [401, 403, 408, 429].includes(this.status) ||
      this.message.includes("QueuePool limit")
    );
  }
}
