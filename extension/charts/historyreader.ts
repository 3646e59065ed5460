import { DisposableDelegate, type IDisposable } from "@lumino/disposable";
import type { MetricHistory, MetricSeries } from "trackside/lib/messages";

import { messageOf, whenQuiet, type IGatewayRequests } from "../common";
import type { Course } from "./curve";

/** Buckets of steps in which the gateway thins a history. */
const buckets = 1_000;
/** What has gathered by pieces is read again as a whole when it is so many points, at two a bucket. */
const mostPoints = buckets * 6;
/** Questions within so many milliseconds go together: a chart is drawn four times a second at most. */
const gatherMs = 250;
const retryMs = 2_000;
/** An address has its limits, and a metric's name is as long as it likes. */
const mostKeyCharacters = 2_000;
const mostKeys = 100;

/** A course that is being followed. */
export interface FollowedCourse {
  readonly course: Course;
  /** Points logged up to the last one here. */
  readonly count: number;
  /** Why it could not be read, or `null`. */
  readonly problem: string | null;
  readonly isRead: boolean;
}

interface Entry {
  readonly runId: string;
  readonly key: string;
  readonly watchers: Set<() => void>;
  followed: FollowedCourse;
  isWanted: boolean;
}

const unread: FollowedCourse = {
  ...{ course: { steps: [], values: [], times: [] }, count: 0 },
  ...{ problem: null, isRead: false },
};

/** Reads the histories of one kernel's metrics, those of all charts together, and after the first time what is new. */
export class HistoryReader {
  constructor(gateway: IGatewayRequests, kernelId: string) {
    this._gateway = gateway;
    this._kernelId = kernelId;
  }

  /** What is known of a course that is watched. */
  get(runId: string, key: string): FollowedCourse {
    return this._entries.get(idOf(runId, key))?.followed ?? unread;
  }

  /** Keeps a course, and tells when there is more of it, until what it gives is disposed. */
  watch(runId: string, key: string, onChange: () => void): IDisposable {
    const id = idOf(runId, key);
    const entry = this._entries.get(id) ?? { runId, key, watchers: new Set(), followed: unread, isWanted: false };
    this._entries.set(id, entry);
    entry.watchers.add(onChange);
    return new DisposableDelegate(() => {
      entry.watchers.delete(onChange);
      if (entry.watchers.size === 0) {
        this._entries.delete(id);
      }
    });
  }

  /** Has a course read that is watched: the points that have come since the last time. */
  refresh(runId: string, key: string): void {
    const entry = this._entries.get(idOf(runId, key));
    if (entry) {
      entry.isWanted = true;
      this._schedule(entry.followed.isRead ? gatherMs : 0);
    }
  }

  private _schedule(wait: number): void {
    this._timer ??= setTimeout(() => {
      this._timer = undefined;
      void this._readWanted();
    }, wait);
  }

  private async _readWanted(): Promise<void> {
    if (this._isReading) {
      return;
    }
    this._isReading = true;
    let failed = false;
    for (const entries of inQuestions([...this._entries.values()].filter(({ isWanted }) => isWanted))) {
      failed = !(await this._read(entries)) || failed;
    }
    this._isReading = false;
    if ([...this._entries.values()].some(({ isWanted }) => isWanted)) {
      this._schedule(failed ? retryMs : gatherMs);
    }
  }

  private async _read(entries: readonly Entry[]): Promise<boolean> {
    entries.forEach((entry) => (entry.isWanted = false));
    try {
      const { series } = await this._gateway.get<MetricHistory>("history", {
        kernel: this._kernelId,
        run: entries[0]?.runId ?? "",
        key: entries.map(({ key }) => key),
        after: entries.map(({ followed }) => String(followed.course.steps.length > mostPoints ? 0 : followed.count)),
        points: String(buckets),
      });
      await new Promise<void>(whenQuiet);
      entries.forEach((entry, index) => take(entry, series[index]));
      return true;
    } catch (error) {
      const problem = messageOf(error);
      for (const entry of entries) {
        entry.isWanted = true;
        entry.followed = { ...entry.followed, problem };
        entry.watchers.forEach((tell) => tell());
      }
      return false;
    }
  }

  private readonly _gateway: IGatewayRequests;
  private readonly _kernelId: string;
  private readonly _entries = new Map<string, Entry>();
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isReading = false;
}

const readers = new WeakMap<IGatewayRequests, Map<string, HistoryReader>>();

/** The one reader of a kernel's histories. */
export function historyReader(gateway: IGatewayRequests, kernelId: string): HistoryReader {
  const ofGateway = readers.get(gateway) ?? new Map<string, HistoryReader>();
  readers.set(gateway, ofGateway);
  const reader = ofGateway.get(kernelId) ?? new HistoryReader(gateway, kernelId);
  ofGateway.set(kernelId, reader);
  return reader;
}

function take(entry: Entry, told: MetricSeries | undefined): void {
  if (told === undefined) {
    return;
  }
  const before = entry.followed;
  if (told.after === 0) {
    entry.followed = { course: courseOf(told), count: told.count, problem: null, isRead: true };
  } else if (told.after === before.count) {
    const course = told.steps.length === 0 ? before.course : joined(before.course, courseOf(told));
    entry.followed = { course, count: told.count, problem: null, isRead: true };
  } else {
    // What is known is of another journal than the gateway reads now.
    entry.followed = unread;
    entry.isWanted = true;
  }
  if (entry.followed.course !== before.course || before.problem !== null || !before.isRead) {
    entry.watchers.forEach((tell) => tell());
  }
}

function courseOf({ steps, values, times, timeOrigin }: MetricSeries): Course {
  return { steps, values, times: times.map((time) => time + timeOrigin) };
}

function joined(before: Course, after: Course): Course {
  return {
    steps: [...before.steps, ...after.steps],
    values: [...before.values, ...after.values],
    times: [...before.times, ...after.times],
  };
}

/** Each question is about metrics of one run. */
function inQuestions(wanted: readonly Entry[]): Entry[][] {
  const questions: Entry[][] = [];
  let length = 0;
  for (const entry of [...wanted].sort((one, other) => (one.runId < other.runId ? -1 : 1))) {
    const last = questions.at(-1);
    length += entry.key.length;
    if (last?.[0]?.runId === entry.runId && last.length < mostKeys && length <= mostKeyCharacters) {
      last.push(entry);
    } else {
      questions.push([entry]);
      length = entry.key.length;
    }
  }
  return questions;
}

function idOf(runId: string, key: string): string {
  return `${runId}/${key}`;
}
