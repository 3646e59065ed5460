import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  JournalTail,
  JournalWriter,
  journalFiles,
  listRunIds,
  readRecords,
  runDirectory,
  stateDirectory,
  type JournalRecord,
  type RunRecord,
} from "../../../kernel-helpers/src/journal";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "trackside-journal-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const metric = (step: number): JournalRecord => ({ type: "metric", key: "loss", value: 1 / (step + 1), step, time: 1 });
const file = () => join(directory, "w.0000.journal");

function write(...records: JournalRecord[]): void {
  const writer = new JournalWriter(directory, "w");
  records.forEach((record) => writer.append(record));
  writer.close();
}

const allRecords = (tail: JournalTail) => {
  const records: JournalRecord[] = [];
  for (let read = tail.next(); read; read = tail.next()) {
    records.push(...read.records.map(({ record }) => record));
  }
  return records;
};

it("gives back what was appended, in order", () => {
  write(metric(0), metric(1), { type: "param", key: "müde 💤", value: "line\nfeed", time: 2 });
  expect(allRecords(new JournalTail(directory))).toEqual([
    metric(0),
    metric(1),
    { type: "param", key: "müde 💤", value: "line\nfeed", time: 2 },
  ]);
});

it("keeps every whole record when the file is torn at any byte", () => {
  write(metric(0), metric(1), metric(2));
  const whole = readFileSync(file());
  const ends = readRecords(file(), 0).records.map(({ endOffset }) => endOffset);
  for (let length = whole.length; length >= 0; length--) {
    truncateSync(file(), length);
    expect(readRecords(file(), 0).records).toHaveLength(ends.filter((end) => end <= length).length);
  }
});

it("reads a torn tail once the rest of it has been written", () => {
  write(metric(0), metric(1));
  const whole = readFileSync(file());
  writeFileSync(file(), whole.subarray(0, whole.length - 5));
  const tail = new JournalTail(directory);
  expect(allRecords(tail)).toEqual([metric(0)]);
  appendFileSync(file(), whole.subarray(whole.length - 5));
  expect(allRecords(tail)).toEqual([metric(1)]);
});

it("passes over a damaged line and goes on behind it", () => {
  write(metric(0), metric(1), metric(2));
  const lines = readFileSync(file(), "utf8").split("\n");
  lines[1] = lines[1]!.replace("loss", "lost");
  writeFileSync(file(), lines.join("\n"));
  expect(allRecords(new JournalTail(directory))).toEqual([metric(0), metric(2)]);
});

it("reads a record larger than its buffer", () => {
  const large: JournalRecord = { type: "param", key: "large", value: "x".repeat(1_500_000), time: 1 };
  write(metric(0), large, metric(1));
  expect(allRecords(new JournalTail(directory))).toEqual([metric(0), large, metric(1)]);
});

it("goes on from the offset of any record", () => {
  write(metric(0), metric(1), metric(2));
  const [first] = readRecords(file(), 0).records;
  expect(allRecords(new JournalTail(directory, { "w.0000.journal": first!.endOffset }))).toEqual([
    metric(1),
    metric(2),
  ]);
});

it("follows several writers of one run", () => {
  write(metric(0));
  const other = new JournalWriter(directory, "z");
  other.append(metric(7));
  other.close();
  expect(allRecords(new JournalTail(directory))).toEqual([metric(0), metric(7)]);
});

describe("what is to be written soon", () => {
  const recorded = () => allRecords(new JournalTail(directory));
  let writer: JournalWriter;
  beforeEach(() => {
    writer = new JournalWriter(directory, "w");
    writer.append(metric(0));
    writer.soon(() => [metric(1), metric(2)].forEach((record) => writer.append(record)));
  });
  afterEach(() => writer.close());

  it("goes before the record that follows", () => {
    expect(recorded()).toEqual([metric(0)]);
    writer.append(metric(3));
    expect(recorded()).toEqual([0, 1, 2, 3].map(metric));
  });

  it("is written when the turn of the event loop is over", async () => {
    await new Promise(setImmediate);
    expect(recorded()).toEqual([0, 1, 2].map(metric));
  });

  it("is written when the journal is closed", () => {
    writer.close();
    expect(recorded()).toEqual([0, 1, 2].map(metric));
  });
});

it("never throws at its caller when it cannot write, and records the gap once it can again", () => {
  const blocked = join(directory, "run");
  writeFileSync(blocked, "a file where the folder should be");
  const writer = new JournalWriter(blocked, "w");
  writer.append(metric(0));
  writer.appendAll([metric(1), metric(2)]);
  expect(writer.fault).toMatch(/EEXIST|ENOTDIR/);
  rmSync(blocked);
  writer.appendAll([metric(3), metric(4)]);
  writer.close();
  expect(writer.fault).toBeNull();
  const gap = expect.objectContaining({ type: "gap", lost: 3 }) as unknown;
  expect(allRecords(new JournalTail(blocked))).toEqual([gap, metric(3), metric(4)]);
});

it("writes the opening of a run late rather than never, before all else", () => {
  const blocked = join(directory, "run");
  writeFileSync(blocked, "a file where the folder should be");
  const opening = { type: "run", runId: "a" } as RunRecord;
  const reasons: string[] = [];
  const writer = new JournalWriter(blocked, "w", { opening, onLoss: (reason) => reasons.push(reason) });
  writer.append(metric(0));
  writer.append(metric(1));
  rmSync(blocked);
  writer.append(metric(2));
  writer.close();
  expect(reasons).toHaveLength(1);
  expect(allRecords(new JournalTail(blocked))).toEqual([opening, expect.objectContaining({ lost: 2 }), metric(2)]);
});

it("goes on in another file when one has become long, in order", () => {
  const writer = new JournalWriter(directory, "w", { longestFile: 200 });
  const records = Array.from({ length: 30 }, (_, step) => metric(step));
  records.forEach((record) => writer.append(record));
  writer.close();
  expect(journalFiles(directory).length).toBeGreaterThan(5);
  expect(allRecords(new JournalTail(directory))).toEqual(records);
});

it("encodes every metric as JSON does", () => {
  const values = [0, -0, 1e-7, 1e21, -1.5, 5e-324, 1.7976931348623157e308, "NaN", "-Infinity"] as const;
  const records = values.map(
    (value, step) => ({ type: "metric", key: 'q"\\ \n💤', value, step, time: 1.5e12 }) as const,
  );
  write(...records);
  expect(allRecords(new JournalTail(directory))).toEqual(JSON.parse(JSON.stringify(records)));
});

it("hides the project's state from git", () => {
  expect(readFileSync(join(stateDirectory(directory), ".gitignore"), "utf8")).toBe("*\n");
});

it("refuses a run id that leads outside of the project", () => {
  expect(() => runDirectory(directory, "../../etc")).toThrow(RangeError);
  expect(listRunIds(directory)).toEqual([]);
});
