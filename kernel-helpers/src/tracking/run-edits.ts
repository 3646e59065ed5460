import { randomBytes } from "node:crypto";
import { unmarkDelivered } from "../delivery";
import { TracksideError } from "../errors";
import { JournalWriter, runDirectory, type TagRecord } from "../journal";
import { isReservedTag, noteTag, runNameTag } from "../messages";
import type { KernelRun } from "../runtime";
import { SecretMasking } from "./secret-masking";
import { checkKey, tagValue } from "./validation";

/**
 * Sets tags of runs from outside of the process that records them, also of those that have ended: by a journal of its own
 * in each run's folder, which the shipper delivers with the others.
 */
export class RunEdits {
  private readonly writerId = `edits-${randomBytes(8).toString("hex")}`;
  private readonly journals = new Map<string, JournalWriter>();
  private readonly secrets = new SecretMasking();

  /**
   * Records tags, all or, where one is wrong, none.
   *
   * @returns the tags as they were recorded: masked where they looked like secrets, cut where they were too long.
   * @throws {@link TracksideError} for what `mlflow.setTag` refuses, and for tags that are not the user's.
   */
  setTags(run: KernelRun, tags: Readonly<Record<string, unknown>>): Record<string, string> {
    const time = Date.now();
    const checked = this.checkedTags(tags);
    const records = Object.entries(checked).map(([key, value]): TagRecord => ({ type: "tag", key, value, time }));
    this.append(runDirectory(run.projectRoot, run.runId), records);
    return checked;
  }

  /**
   * Tags as {@link setTags} would record them.
   *
   * @throws as it does.
   */
  checkedTags(tags: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, this.checked(key, value)]));
  }

  private checked(key: string, value: unknown): string {
    checkKey("tag", key);
    if (key !== runNameTag && key !== noteTag && isReservedTag(key)) {
      throw new TracksideError(`the tag ${JSON.stringify(key)} is not set by hand`, {
        code: "tracking.reserved-tag",
        hint: "Use a name that does not begin with mlflow. or trackside.",
      });
    }
    if (typeof value !== "string") {
      throw new TracksideError(`the tag ${JSON.stringify(key)} must be a text`, { code: "tracking.invalid-value" });
    }
    if (key === runNameTag && value.trim() === "") {
      throw new TracksideError("a run's name must not be empty", { code: "tracking.invalid-value" });
    }
    return tagValue(this.secrets.named("tag", key, value));
  }

  private append(directory: string, records: readonly TagRecord[]): void {
    const journal = this.journals.get(directory) ?? new JournalWriter(directory, this.writerId);
    this.journals.set(directory, journal);
    journal.appendAll(records);
    // Edits are rare: no file is kept open for the next.
    journal.close();
    if (journal.fault !== null) {
      throw new TracksideError(`the tags could not be written down: ${journal.fault}`, {
        code: "tracking.not-recorded",
        hint: "Make room on the disk that the project is on, or make it writable.",
      });
    }
    unmarkDelivered(directory);
  }
}
