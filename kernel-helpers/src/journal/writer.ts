import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { encodeRecord } from "./codec";
import { journalExtension } from "./layout";
import type { JournalRecord, RunRecord } from "./records";

/** A file of a journal is followed by the next when it has become as long as this (64 MiB). */
const longestFileBytes = 64 * 1024 ** 2;

/** What a writer may be given. */
export interface JournalWriterOptions {
  /** First record, without which the others mean nothing: tried again before each until it is written. */
  readonly opening?: RunRecord;
  /** Told when records begin to be lost, with the reason. */
  readonly onLoss?: (reason: string) => void;
  /** Bytes behind which the next file begins. */
  readonly longestFile?: number;
}

/**
 * Appends records to a journal: `<writer>.0000.journal`, and the next number behind 64 MiB. Every record is with the
 * operating system when `append` returns, so that it outlives the process, however it dies. Nothing is fsynced: a power
 * cut may take the last seconds.
 *
 * A full or read-only disk never reaches the caller: what could not be written is counted, and a gap record says so as
 * soon as writing works again.
 */
export class JournalWriter {
  private readonly longestFile: number;
  private unwrittenOpening: RunRecord | undefined;
  private descriptor: number | undefined;
  private lost = 0;
  private lostReason = "";
  private torn = false;
  private fileNumber = 0;
  private fileBytes = 0;
  /** Lines that the next write takes, and how many records they are. */
  private waiting = "";
  private waitingCount = 0;
  private isGathering = false;
  /** Whether the end of this turn writes what then waits. */
  private isDue = false;

  constructor(
    private readonly directory: string,
    private readonly writerId: string,
    private readonly options: JournalWriterOptions = {},
  ) {
    this.longestFile = options.longestFile ?? longestFileBytes;
    this.unwrittenOpening = options.opening;
    this.writeOpening();
  }

  append(record: JournalRecord): void {
    this.appendLines(encodeRecord(record), 1);
  }

  /** Appends records that came at once, by one write. */
  appendAll(records: readonly JournalRecord[]): void {
    if (records.length > 0) {
      this.appendLines(records.map(encodeRecord).join(""), records.length);
    }
  }

  /** Runs code, and appends by one write what it has appended in the meantime. */
  together(code: () => void): void {
    try {
      this.gather(code);
    } finally {
      this.writeWaiting();
    }
  }

  /** The same with the next write, or when this turn of the event loop ends: nothing that follows at once needs its own. */
  soon(code: () => void): void {
    if (!this.isDue) {
      this.isDue = true;
      setImmediate(() => {
        this.isDue = false;
        this.writeWaiting();
      });
    }
    this.gather(code);
  }

  /** Counts records as lost: also one that could not even be made, such as an artifact that does not fit on the disk. */
  lose(reason: string, count = 1): void {
    if (this.lost === 0) {
      this.options.onLoss?.(reason);
    }
    this.lost += count;
    this.lostReason = reason;
  }

  /** Why records are being lost at present, or `null` while all is well. */
  get fault(): string | null {
    return this.lost > 0 ? this.lostReason : null;
  }

  close(): void {
    this.writeWaiting();
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }

  private gather(code: () => void): void {
    this.isGathering = true;
    try {
      code();
    } finally {
      this.isGathering = false;
    }
  }

  private appendLines(lines: string, count: number): void {
    this.waiting += lines;
    this.waitingCount += count;
    if (!this.isGathering) {
      this.writeWaiting();
    }
  }

  private writeWaiting(): void {
    const [lines, count] = [this.waiting, this.waitingCount];
    if (count === 0) {
      return;
    }
    this.waiting = "";
    this.waitingCount = 0;
    if (this.lost > 0 || this.unwrittenOpening) {
      this.catchUp();
    }
    const failure = this.tryToWrite(lines);
    if (failure !== null) {
      this.lose(failure, count);
    }
  }

  private catchUp(): void {
    this.writeOpening();
    const gap = { type: "gap", lost: this.lost, reason: this.lostReason, time: Date.now() } as const;
    if (this.lost > 0 && !this.unwrittenOpening && this.tryToWrite(encodeRecord(gap)) === null) {
      this.lost = 0;
    }
  }

  private writeOpening(): void {
    if (this.unwrittenOpening && this.tryToWrite(encodeRecord(this.unwrittenOpening)) === null) {
      this.unwrittenOpening = undefined;
    }
  }

  /** Gives why lines could not be written, or `null` where they were. */
  private tryToWrite(lines: string): string | null {
    try {
      this.writeWhole(lines);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private writeWhole(lines: string): void {
    if (this.fileBytes >= this.longestFile) {
      this.close();
      this.fileNumber += 1;
      this.fileBytes = 0;
    }
    const descriptor = (this.descriptor ??= this.open());
    // A line feed first where the last write broke off, so that no whole record is torn.
    const text = this.torn ? `\n${lines}` : lines;
    // A text is written without a buffer of its own; only what a short write leaves needs one.
    const written = writeSync(descriptor, text);
    this.fileBytes += written;
    this.torn = true;
    if (written < Buffer.byteLength(text)) {
      writeAll(descriptor, Buffer.from(text).subarray(written));
    }
    this.torn = false;
  }

  private open(): number {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    const number = String(this.fileNumber).padStart(4, "0");
    return openSync(join(this.directory, `${this.writerId}.${number}${journalExtension}`), "a", 0o600);
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
