import type { MimeBundle } from "../../display";
import { packageRoot } from "../../own-package";
import type { CellError } from "../observer";
import { describeThrown, interruptedError } from "./cell-error";
import { representResult } from "./cell-result";
import type { Interrupts } from "./interrupts";
import { SourceMap } from "./source-map";
import { TslabSession, type Execution } from "./tslab-session";
import { describeDiagnostics } from "./type-error";

/** How a piece of user code ended. */
export type CellResult =
  | { readonly status: "ok"; readonly bundle: MimeBundle | undefined }
  | { readonly status: "error" | "interrupted"; readonly error: CellError };

/** Runs cells one after another and says of each what Jupyter is to show. */
export class CellRunner {
  readonly session: TslabSession;
  private readonly sources = new SourceMap();

  constructor(private readonly interrupts: Interrupts) {
    this.session = new TslabSession(this.sources, (work) => interrupts.protect(work));
  }

  /**
   * Runs one cell.
   *
   * @param scriptName how stack traces call it, for example `In[3]`.
   */
  async run(code: string, scriptName: string): Promise<CellResult> {
    const { returned, interrupted } = await this.interrupts.run(() => this.execute(code, scriptName));
    if (interrupted && returned?.status !== "ok") {
      return { status: "interrupted", error: interruptedError };
    }
    return returned ?? { status: "interrupted", error: interruptedError };
  }

  /** Describes anything thrown by user code, also outside a cell. */
  describe(thrown: unknown): CellError {
    return describeThrown(thrown, this.sources, packageRoot);
  }

  private async execute(code: string, scriptName: string): Promise<CellResult> {
    try {
      const execution = await this.session.execute(code, scriptName);
      const error = this.errorOf(execution, code);
      if (error) {
        return { status: error === interruptedError ? "interrupted" : "error", error };
      }
      const { result } = execution;
      return { status: "ok", bundle: result ? await representResult(result.value) : undefined };
    } catch (thrown) {
      return { status: "error", error: this.describe(thrown) };
    }
  }

  private errorOf(execution: Execution, code: string): CellError | undefined {
    if (execution.diagnostics.length > 0) {
      return describeDiagnostics(execution.diagnostics, (fileName, line) => this.readLine(code, fileName, line));
    }
    if (execution.ok) {
      return undefined;
    }
    if (isBrokenBySignal(execution.thrown?.value)) {
      return interruptedError;
    }
    return this.describe(execution.thrown?.value);
  }

  private readLine(code: string, fileName: string | undefined, line: number): string | undefined {
    const text = fileName === undefined ? code : this.session.modules.read(fileName);
    return text?.split("\n")[line];
  }
}

/** Node throws this in place of a listener's call when SIGINT comes in a cell's synchronous part. */
function isBrokenBySignal(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}
