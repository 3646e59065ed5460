import { clearLine, cursorTo } from "node:readline";
import type { WriteStream } from "node:tty";
import type { NodeRunDone, NodeRunFailed, PipelineHooks, PipelineRun } from "../runner";

/** Where progress is shown: a terminal, or a stream that lines go to. */
export type ProgressStream = Pick<WriteStream, "write"> & Partial<Pick<WriteStream, "isTTY" | "columns" | "hasColors">>;

const barWidth = 24;

/**
 * Shows how far a run has come: a line for each node that ends, and on a terminal a bar below them. In CI, whose logs keep
 * what a bar overwrites, there are lines alone.
 */
export class RunProgress implements PipelineHooks {
  private total = 0;
  private ended = 0;
  private readonly atWork = new Set<string>();
  private readonly hasBar: boolean;
  private readonly hasColors: boolean;
  private readonly width: number;

  /** @param variables - `CI` and `TERM=dumb` leave the bar out; colours are as `NO_COLOR` and `FORCE_COLOR` say. */
  constructor(
    private readonly stream: ProgressStream,
    variables: NodeJS.ProcessEnv = process.env,
  ) {
    const isCi = !["", "0", "false", undefined].includes(variables["CI"]);
    this.hasBar = stream.isTTY === true && !isCi && variables["TERM"] !== "dumb";
    // A terminal that nobody has told its size says 0.
    this.width = stream.columns || 80;
    this.hasColors = stream.isTTY === true && stream.hasColors?.(variables) === true;
  }

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
      this.line(`${this.counter()} ${name} ${this.coloured("red", "FAILED")} after ${shownTime(durationMs)}`);
    }
  }

  afterPipelineRun(): void {
    this.clear();
  }

  onPipelineError(): void {
    this.clear();
  }

  private coloured(colour: "red" | "cyan", text: string): string {
    return this.hasColors ? `\u001b[${colour === "red" ? 31 : 36}m${text}\u001b[39m` : text;
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
    if (this.hasBar && this.total > 0) {
      const done = Math.round((barWidth * this.ended) / this.total);
      const text = `${"█".repeat(done)}${"░".repeat(barWidth - done)} ${[...this.atWork].join(", ")}`;
      this.clear();
      this.stream.write(this.coloured("cyan", text.slice(0, this.width - 1)));
    }
  }

  private clear(): void {
    if (this.hasBar) {
      cursorTo(this.stream as WriteStream, 0);
      clearLine(this.stream as WriteStream, 0);
    }
  }
}

function shownTime(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
