import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { encodeRecord } from "./codec";
import { journalExtension } from "./layout";
import type { JournalRecord } from "./records";

/**
 * Appends records to one journal file. Every record is with the operating system when `append` returns, so that it
 * outlives the process, however it dies. Nothing is fsynced: a power cut may take the last seconds.
 *
 * A full or read-only disk never reaches the caller: what could not be written is counted, and a gap record says so as
 * soon as writing works again.
 */
export class JournalWriter {
  private descriptor: number | undefined;
  private lost = 0;
  private lostReason = "";
  private torn = false;

  constructor(
    private readonly directory: string,
    private readonly writerId: string,
  ) {}

  append(record: JournalRecord): void {
    if (this.lost > 0) {
      this.write({ type: "gap", lost: this.lost, reason: this.lostReason, time: Date.now() }, () => {
        this.lost = 0;
      });
    }
    this.write(record);
  }

  /** Why records are being lost at present, or `null` while all is well. */
  get fault(): string | null {
    return this.lost > 0 ? this.lostReason : null;
  }

  close(): void {
    if (this.descriptor !== undefined) {
      closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }

  private write(record: JournalRecord, onWritten?: () => void): void {
    try {
      this.writeWhole(encodeRecord(record));
      onWritten?.();
    } catch (error) {
      this.lost += record.type === "gap" ? 0 : 1;
      this.lostReason = error instanceof Error ? error.message : String(error);
    }
  }

  private writeWhole(line: string): void {
    const descriptor = (this.descriptor ??= this.open());
    // A line feed first where the last write broke off, so that only that record is torn.
    const text = this.torn ? `\n${line}` : line;
    // A text is written without a buffer of its own; only what a short write leaves needs one.
    const written = writeSync(descriptor, text);
    this.torn = true;
    if (written < Buffer.byteLength(text)) {
      writeAll(descriptor, Buffer.from(text).subarray(written));
    }
    this.torn = false;
  }

  private open(): number {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    return openSync(join(this.directory, `${this.writerId}${journalExtension}`), "a", 0o600);
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(descriptor, bytes, written);
  }
}
