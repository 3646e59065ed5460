import type { RunStatus } from "../../messages";
import { encodeHParams, type Image, type ParamValue, type SummaryValue } from "./event-schema";

/** TensorFlow's numbers for types of tensors. */
const floatType = 1;
const stringType = 7;

/** TensorBoard's number for what is no scalar, nor an image. */
const tensorDataClass = 2;

/** Numbers of the hparams dashboard for how a run ended. */
const success = 1;
const failure = 2;

export function scalar(tag: string, value: number): SummaryValue {
  return { tag, simpleValue: value };
}

export function image(tag: string, picture: Image): SummaryValue {
  return { tag, image: picture };
}

/** A text, which TensorBoard shows as Markdown. */
export function text(tag: string, markdown: string): SummaryValue {
  return {
    tag,
    tensor: { dtype: stringType, tensorShape: { dim: [] }, stringVal: [Buffer.from(markdown)] },
    metadata: { pluginData: { pluginName: "text" }, dataClass: tensorDataClass },
  };
}

/**
 * Tells the hparams dashboard of a run's params. Only the first that is written counts, so that all must be known.
 *
 * @param startTime - milliseconds since the epoch.
 */
export function sessionStart(params: Readonly<Record<string, string>>, startTime: number): SummaryValue {
  const hparams = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, paramValue(value)]));
  return hparamsValue(
    "_hparams_/session_start_info",
    encodeHParams({ version: 0, sessionStartInfo: { hparams, startTimeSecs: startTime / 1_000 } }),
  );
}

/** @param endTime - milliseconds since the epoch. */
export function sessionEnd(status: RunStatus, endTime: number): SummaryValue {
  return hparamsValue(
    "_hparams_/session_end_info",
    encodeHParams({
      version: 0,
      sessionEndInfo: { status: status === "FINISHED" ? success : failure, endTimeSecs: endTime / 1_000 },
    }),
  );
}

/** All of it is in the metadata; a value there must be nevertheless. */
function hparamsValue(tag: string, content: Uint8Array): SummaryValue {
  return {
    tag,
    tensor: { dtype: floatType, tensorShape: { dim: [{ size: 1 }] }, floatVal: [0] },
    metadata: { pluginData: { pluginName: "hparams", content }, dataClass: tensorDataClass },
  };
}

/** Numbers can be filtered and drawn there; params are texts in the journal, as in MLflow. */
function paramValue(value: string): ParamValue {
  if (value === "true" || value === "false") {
    return { boolValue: value === "true" };
  }
  const number = value.trim() === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? { numberValue: number } : { stringValue: value };
}
