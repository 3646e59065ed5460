type Stream = "stdout" | "stderr";

/** Prints what workers print, whole line by whole line, so that two at work do not write into each other's lines. */
export class LineOutput {
  private readonly begun: Record<Stream, string> = { stdout: "", stderr: "" };

  write(stream: Stream, text: string): void {
    const whole = this.begun[stream] + text;
    const end = whole.lastIndexOf("\n") + 1;
    this.begun[stream] = whole.slice(end);
    if (end > 0) {
      process[stream].write(whole.slice(0, end));
    }
  }

  /** Prints lines that were begun and will not go on. */
  end(): void {
    for (const stream of ["stdout", "stderr"] as const) {
      if (this.begun[stream] !== "") {
        this.write(stream, "\n");
      }
    }
  }
}
