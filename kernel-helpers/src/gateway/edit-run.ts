import type { IncomingMessage } from "node:http";
import type { RunEdit } from "../messages";
import type { RunEdits } from "../tracking";
import { isObject, readJsonBody, RefusedRequest } from "./request-body";
import type { FollowedRun } from "./run-follower";

/** A note of 8,000 characters, each written as an escape, fits with room for other tags. */
const longestEditBytes = 256 * 1024;

let edits: Promise<RunEdits> | undefined;

/** Tracking is loaded by the first edit: most gateways only watch. */
function runEdits(): Promise<RunEdits> {
  return (edits ??= import("../tracking").then(({ RunEdits }) => new RunEdits()));
}

/**
 * Sets tags of a run as a request asks.
 *
 * @returns the tags as they were recorded.
 * @throws {@link RefusedRequest} and `TracksideError` for what cannot be done, in words for a person.
 */
export async function editRun(run: FollowedRun, request: IncomingMessage): Promise<RunEdit> {
  const { tags } = await readJsonBody(request, longestEditBytes);
  if (!isObject(tags) || Object.keys(tags).length === 0) {
    throw new RefusedRequest(400, "the body names no tags");
  }
  const edits = await runEdits();
  if (!run.setTags) {
    return { tags: edits.setTags(run.place, tags) };
  }
  const checked = edits.checkedTags(tags);
  await run.setTags(checked);
  return { tags: checked };
}
