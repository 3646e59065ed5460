import type { MetricValue } from "../messages";
import { MlflowValueError } from "./errors";
import type { KeyValue, LogBatch, MetricPoint } from "./types";

/** Content of one `runs/log-batch`, every value of which MLflow reads back as it was. */
export interface BatchMessage {
  readonly metrics: readonly (Omit<MetricPoint, "value"> & { readonly value: MetricValue })[];
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

/**
 * Checks a batch, and puts it into the words of MLflow's REST. A single element that MLflow cannot read would be stored
 * as 0 at time 0 and take with it all that follows, params and tags included, while the server answers 200.
 *
 * @throws {@link MlflowValueError} naming the element.
 */
export function toBatchMessage({ metrics, params, tags }: LogBatch): BatchMessage {
  return {
    metrics: metrics.map((point, index) => toMetricMessage(point, `metrics[${index}]`)),
    params: params.map((param, index) => checkedPair(param, `params[${index}]`)),
    tags: tags.map((tag, index) => checkedPair(tag, `tags[${index}]`)),
  };
}

function toMetricMessage(point: MetricPoint, where: string): BatchMessage["metrics"][number] {
  const key = checkedText(point.key, `${where}.key`);
  const named = `${where} (${key})`;
  return {
    key,
    value: toMetricValue(point.value, `${named}.value`),
    timestamp: checkedWhole(point.timestamp, `${named}.timestamp`, 0),
    step: checkedWhole(point.step, `${named}.step`, Number.MIN_SAFE_INTEGER),
    ...(point.model_id === undefined ? {} : { model_id: checkedText(point.model_id, `${named}.model_id`) }),
  };
}

/** Writes a number as MLflow's JSON has it: what JSON itself has no word for goes as text, in this very spelling. */
function toMetricValue(value: MetricValue, where: string): MetricValue {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : (String(value) as MetricValue);
  }
  if (value === "NaN" || value === "Infinity" || value === "-Infinity") {
    return value;
  }
  throw new MlflowValueError(where, `is ${shown(value)}: it must be a number`);
}

function checkedWhole(value: number, where: string, least: number): number {
  if (!Number.isSafeInteger(value) || value < least) {
    const range = least === 0 ? "a whole number from 0 to 2^53 - 1" : "a whole number between -2^53 and 2^53";
    throw new MlflowValueError(where, `is ${shown(value)}: it must be ${range}`);
  }
  return value;
}

function checkedPair(pair: KeyValue, where: string): KeyValue {
  const key = checkedText(pair.key, `${where}.key`);
  return { key, value: checkedText(pair.value, `${where} (${key}).value`) };
}

/** Callers in JavaScript, and journals, are not held by the type. */
function checkedText(value: unknown, where: string): string {
  if (typeof value !== "string") {
    throw new MlflowValueError(where, `is ${shown(value)}: it must be text`);
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw new MlflowValueError(where, `is text that ends in the middle of a character: ${shown(value)}`);
  }
  return value;
}

function shown(value: unknown): string {
  return (typeof value === "string" ? JSON.stringify(value) : String(value)).slice(0, 80);
}
