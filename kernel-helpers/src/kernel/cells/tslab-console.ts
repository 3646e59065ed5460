/** What tslab's executor did with a cell, told by what it wrote to the console it was given. */
export interface ExecutorReport {
  /** The value of the cell's last expression. */
  result?: { readonly value: unknown };
  /** What the cell threw. */
  thrown?: { readonly value: unknown };
}

/** The format in which tslab prints a diagnostic. These are taken from the converter instead. */
const diagnosticFormat = "%s%d:%d - %s";

/** A console for tslab's executor that keeps what it is given instead of printing it. */
export class TslabConsole {
  private report: ExecutorReport = {};

  readonly log = (value: unknown): void => {
    this.report.result = { value };
  };

  readonly error = (...parameters: readonly unknown[]): void => {
    if (parameters.length !== 5 || parameters[0] !== diagnosticFormat) {
      this.report.thrown = { value: parameters[0] };
    }
  };

  /** Hands over what was kept and begins anew. */
  take(): ExecutorReport {
    const { report } = this;
    this.report = {};
    return report;
  }
}
