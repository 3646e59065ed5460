import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Rejection } from "../../delivery";
import type { JournalRecord } from "../../journal";
import type { MarkedRecord, RunSink, SinkRun, Written } from "../sink";
import { UnfitArtifact } from "./artifact-summary";
import { fileHeader, writeBehind } from "./event-file";
import { encodeEvent } from "./event-schema";
import { recordEvents } from "./record-events";
import { frameRecord } from "./record-framing";
import { eventFileName } from "./run-folder";

/** Bytes that are written at once, and held in memory until then; a record that is larger goes alone. */
const writeBytes = 4 * 1024 * 1024;

/** What the sink notes of a run: all of it in one step, so that the marks are those of the records in the file. */
interface TensorboardPlace {
  /** Which of the run's files is written. */
  readonly part: number;
  /** Bytes of it that hold whole events. */
  readonly length: number;
  /** Mark of the last record that is in it, by journal. */
  readonly marks: Readonly<Record<string, string>>;
  /** The params so far: the hparams dashboard wants all of them at once. */
  readonly params: Readonly<Record<string, string>>;
}

/**
 * One run's event file. What is in it, and how many bytes that is, are noted together after each write; a shipper that
 * died in between has left bytes behind that length, which the next one overwrites: each record is there once.
 */
export class TensorboardRunSink implements RunSink {
  constructor(
    private readonly folder: string,
    private readonly run: SinkRun,
  ) {}

  async write(records: readonly MarkedRecord[]): Promise<Written> {
    const params = { ...this.place.params };
    const rejected: Rejection[] = [];
    const chunks: Buffer[] = [];
    let bytes = 0;
    for (const { record } of records) {
      if (bytes >= writeBytes) {
        break;
      }
      if (record.type === "param") {
        params[record.key] = record.value;
      } else if (record.type === "params") {
        Object.assign(params, Object.fromEntries(record.entries));
      }
      const chunk = await this.encode(record, params, rejected);
      bytes += chunk.length;
      chunks.push(chunk);
    }
    const taken = chunks.length;
    await this.append(Buffer.concat(chunks), { params, marks: marksOf(records.slice(0, taken)) });
    return { taken, rejected };
  }

  lastMark(journal: string): Promise<string | null> {
    return Promise.resolve(this.place.marks[journal] ?? null);
  }

  private get place(): TensorboardPlace {
    return { part: 0, length: 0, marks: {}, params: {}, ...this.run.memory };
  }

  private async encode(
    record: JournalRecord,
    params: Readonly<Record<string, string>>,
    rejected: Rejection[],
  ): Promise<Buffer> {
    const { run } = this;
    try {
      const events = await recordEvents(record, {
        params,
        startTime: run.opening.time,
        artifactFile: (artifact) => run.artifactFile(artifact),
      });
      return Buffer.concat(events.map((event) => frameRecord(encodeEvent(event))));
    } catch (error) {
      if (record.type !== "artifact" || !(error instanceof UnfitArtifact)) {
        throw error;
      }
      rejected.push({ what: `artifact ${record.path}`, reason: error.message });
      return Buffer.alloc(0);
    }
  }

  private async append(bytes: Buffer, { params, marks }: Pick<TensorboardPlace, "params" | "marks">): Promise<void> {
    const { opening } = this.run;
    let { part, length } = this.place;
    const write = (from: number) => {
      const file = join(this.folder, eventFileName(opening, part));
      return writeBehind(file, from, from === 0 ? Buffer.concat([fileHeader(opening.time), bytes]) : bytes);
    };
    let newLength = await write(length);
    if (newLength === null) {
      // Somebody has removed or cut the file: what comes from here on goes into one of its own.
      [part, length] = [part + 1, 0];
      await mkdir(this.folder, { recursive: true });
      newLength = await write(length);
    }
    const place: TensorboardPlace = {
      part,
      length: newLength ?? 0,
      params,
      marks: { ...this.place.marks, ...marks },
    };
    this.run.remember({ ...place });
  }
}

/** The last mark of each journal. */
function marksOf(records: readonly MarkedRecord[]): Record<string, string> {
  return Object.fromEntries(records.map(({ mark }) => [mark.slice(0, mark.lastIndexOf("@")), mark]));
}
