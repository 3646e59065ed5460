import { closeSync, existsSync, openSync, readSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { decodeRecord } from "./codec";
import { journalExtension } from "./layout";
import type { JournalRecord } from "./records";

/** A record with the place in its file right behind it, from which reading can go on. */
export interface ReadRecord {
  readonly record: JournalRecord;
  readonly endOffset: number;
}

/** What a read found, and where the next one goes on (behind damaged lines too). */
export interface ReadResult {
  readonly records: ReadRecord[];
  readonly endOffset: number;
  /** Lines that were passed over because their checksum does not fit. */
  readonly damaged: number;
}

const chunkBytes = 256 * 1024;
const lineFeed = 0x0a;

/** Names of a run's journal files, one a writer; empty where the run does not exist. */
export function journalFiles(directoryOfRun: string): string[] {
  if (!existsSync(directoryOfRun)) {
    return [];
  }
  return readdirSync(directoryOfRun)
    .filter((name) => name.endsWith(journalExtension))
    .sort();
}

/**
 * Reads the whole records that lie behind an offset, at most about `chunkBytes` of them.
 *
 * What follows the last line feed is left for a later read: it is a record being written, or one torn by the death of
 * its writer. A damaged line within the file is passed over.
 */
export function readRecords(file: string, offset: number): ReadResult {
  const descriptor = openSync(file, "r");
  try {
    const lines = readWholeLines(descriptor, offset);
    return { ...decodeLines(lines, offset), endOffset: offset + lines.length };
  } finally {
    closeSync(descriptor);
  }
}

function readWholeLines(descriptor: number, offset: number): Buffer {
  // A record larger than a chunk (a long param, a traceback) is read by doubling the window.
  for (let size = chunkBytes; ; size *= 2) {
    const buffer = Buffer.allocUnsafe(size);
    const bytesRead = readSync(descriptor, buffer, 0, size, offset);
    const lastLineFeed = buffer.subarray(0, bytesRead).lastIndexOf(lineFeed);
    if (lastLineFeed >= 0 || bytesRead < size) {
      return buffer.subarray(0, lastLineFeed + 1);
    }
  }
}

function decodeLines(lines: Buffer, offset: number): Pick<ReadResult, "records" | "damaged"> {
  const records: ReadRecord[] = [];
  let damaged = 0;
  let start = 0;
  for (let end = lines.indexOf(lineFeed); end >= 0; end = lines.indexOf(lineFeed, start)) {
    const record = decodeRecord(lines.toString("utf8", start, end));
    start = end + 1;
    if (record === null) {
      damaged += 1;
    } else {
      records.push({ record, endOffset: offset + start });
    }
  }
  return { records, damaged };
}

/** Follows all the journals of one run, each record once. */
export class JournalTail {
  private readonly offsets = new Map<string, number>();

  constructor(
    private readonly directoryOfRun: string,
    startAt: Readonly<Record<string, number>> = {},
  ) {
    for (const [file, offset] of Object.entries(startAt)) {
      this.offsets.set(file, offset);
    }
  }

  /** The next records of one file that has any, or `null` when all is read. */
  next(): { file: string; records: ReadRecord[] } | null {
    for (const file of journalFiles(this.directoryOfRun)) {
      const offset = this.offsets.get(file) ?? 0;
      const { records, endOffset } = readRecords(join(this.directoryOfRun, file), offset);
      if (endOffset > offset) {
        this.offsets.set(file, endOffset);
        return { file, records };
      }
    }
    return null;
  }
}

/** The first record of a type in a run's journals; `undefined` while there is none. */
export function findRecord<Type extends JournalRecord["type"]>(
  directoryOfRun: string,
  type: Type,
): Extract<JournalRecord, { type: Type }> | undefined {
  const tail = new JournalTail(directoryOfRun);
  for (let read = tail.next(); read !== null; read = tail.next()) {
    const found = read.records.find(({ record }) => record.type === type)?.record;
    if (found) {
      return found as Extract<JournalRecord, { type: Type }>;
    }
  }
  return undefined;
}
