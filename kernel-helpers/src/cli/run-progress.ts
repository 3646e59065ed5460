import { clearLine, cursorTo } from "node:readline";
import type { WriteStream } from "node:tty";
import type { NodeRunDone, NodeRunFailed, PipelineHooks, PipelineRun } from "../runner";

/** Where progress is shown: a terminal, or a stream that lines go to. */
export type ProgressStream = Pick<WriteStream, "write"> & Partial<Pick<WriteStream, "isTTY" | "columns">>;

const barWidth = 24;

/**
 * Shows how far a run has come: a line for each node that ends, and on a terminal a bar below them.
 */
export class RunProgress implements PipelineHooks {
  private total = 0;
  private ended = 0;
  private readonly atWork = new Set<string>();

  constructor(private readonly stream: ProgressStream) {}

  beforePipelineRun({ nodeNames }: PipelineRun): void {
    this.total = nodeNames.length;
    this.line(`${this.total} ${this.total === 1 ? "node" : "nodes"} to run`);
  }

  beforeNodeRun({ name }: { readonly name: string }): void {
    this.atWork.add(name);
    this.bar();
  }

  afterNodeRun({ name, durationMs }: NodeRunDone): void {
    this.end(name);
    this.line(`${this.counter()} ${name} ${shownTime(durationMs)}`);
  }

  onNodeError({ name, durationMs, attempt, willRetry }: NodeRunFailed): void {
    if (willRetry) {
      this.line(`${this.counter()} ${name} failed after ${shownTime(durationMs)}, attempt ${attempt}: once more`);
    } else {
      this.end(name);
      this.line(`${this.counter()} ${name} FAILED after ${shownTime(durationMs)}`);
    }
  }

  afterPipelineRun(): void {
    this.clear();
  }

  onPipelineError(): void {
    this.clear();
  }

  private end(name: string): void {
    this.atWork.delete(name);
    this.ended++;
  }

  private counter(): string {
    const width = String(this.total).length;
    return `[${String(this.ended).padStart(width)}/${this.total}]`;
  }

  private line(text: string): void {
    this.clear();
    this.stream.write(`${text}\n`);
    this.bar();
  }

  private bar(): void {
    if (this.stream.isTTY && this.total > 0) {
      const done = Math.round((barWidth * this.ended) / this.total);
      const text = `${"█".repeat(done)}${"░".repeat(barWidth - done)} ${[...this.atWork].join(", ")}`;
      this.clear();
      this.stream.write(text.slice(0, (this.stream.columns ?? 80) - 1));
    }
  }

  private clear(): void {
    if (this.stream.isTTY) {
      cursorTo(this.stream as WriteStream, 0);
      clearLine(this.stream as WriteStream, 0);
    }
  }
}

function shownTime(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
