import { crc32 } from "node:zlib";
import type { JournalRecord } from "./records";

const checksumLength = 8;

function checksumOf(json: string): string {
  return crc32(json).toString(16).padStart(checksumLength, "0");
}

/** One line: the CRC-32 of the JSON in eight hexadecimal digits, a space, the JSON, a line feed. */
export function encodeRecord(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${checksumOf(json)} ${json}\n`;
}

/** The record of a line without its line feed, or `null` where the line is torn. */
export function decodeRecord(line: string): JournalRecord | null {
  const json = line.slice(checksumLength + 1);
  if (line[checksumLength] !== " " || checksumOf(json) !== line.slice(0, checksumLength)) {
    return null;
  }
  return JSON.parse(json) as JournalRecord;
}
