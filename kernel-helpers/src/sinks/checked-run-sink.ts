import type { MarkedRecord, RunSink, Written } from "./sink";

/** Checks what a sink of the user's own answers: a wrong count would lose records, or send them for ever. */
export class CheckedRunSink implements RunSink {
  readonly lastMark?: (journal: string) => Promise<string | null>;

  /** @param failure - makes the error for what is wrong with the sink. */
  constructor(
    private readonly sink: RunSink,
    private readonly failure: (what: string) => Error,
  ) {
    const isSink = typeof (sink as Partial<RunSink> | undefined)?.write === "function";
    if (!isSink) {
      throw failure("what its open gives has no function write");
    }
    if (sink.lastMark) {
      this.lastMark = async (journal) => this.checkedMark(await sink.lastMark?.(journal));
    }
  }

  async write(records: readonly MarkedRecord[]): Promise<Written> {
    const { taken, rejected = [] }: Partial<Written> = (await this.sink.write(records)) ?? {};
    if (taken === undefined || !Number.isInteger(taken) || taken < 1 || taken > records.length) {
      throw this.failure(`its write of ${records.length} records gives ${JSON.stringify(taken)} as the count it took`);
    }
    return { taken, rejected };
  }

  private checkedMark(mark: unknown): string | null {
    if (mark === null || mark === undefined || typeof mark === "string") {
      return mark ?? null;
    }
    throw this.failure(`its lastMark gives ${JSON.stringify(mark)}, which is no mark`);
  }
}
