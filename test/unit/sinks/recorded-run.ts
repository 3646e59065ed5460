import type { JournalRecord, RunRecord } from "../../../kernel-helpers/src/journal";
import type { MarkedRecord, SinkRun } from "../../../kernel-helpers/src/sinks";

/** Opening record of a run that a test makes up. */
export function openingOf(name: string, tags: Readonly<Record<string, string>> = {}): RunRecord {
  return {
    type: "run",
    version: 1,
    runId: "0123456789abcdef0123456789abcdef",
    name,
    experiment: "harbour",
    trackingUri: "local",
    parentRunId: null,
    attempt: 1,
    kernelId: null,
    time: 1_795_512_000_000,
    tags,
    writer: { id: "w", host: "harbour", pid: 1, started: "1" },
  };
}

/** What a shipper would tell a sink of a run; the notes outlive the sink, as the file of a run's delivery does. */
export class RecordedRun implements SinkRun {
  memory: Readonly<Record<string, unknown>> = {};
  /** Set to lose what is noted from now on, as when a shipper is killed before it has written that down. */
  forgets = false;

  constructor(
    readonly projectRoot: string,
    readonly opening: RunRecord = openingOf("evening"),
  ) {}

  remember(notes: Readonly<Record<string, unknown>>): void {
    if (this.forgets) {
      throw new Error("killed");
    }
    this.memory = JSON.parse(JSON.stringify({ ...this.memory, ...notes })) as Record<string, unknown>;
  }

  artifactFile({ spool }: { readonly spool: string }): string {
    return `${this.projectRoot}/${spool}`;
  }

  parentMemory(): null {
    return null;
  }
}

/** Marks records as a journal does, from a place on. */
export function marked(records: readonly JournalRecord[], from = 0, journal = "a.0000.journal"): MarkedRecord[] {
  return records.map((record, index) => ({ record, mark: `${journal}@${(from + index + 1) * 100}` }));
}
