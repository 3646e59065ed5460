import type { DatasetView, MetricValue, NodeResult, NodeView } from "trackside/lib/messages";

/**
 * Reads a cell's output, which may come from a notebook written by anyone: parts of a wrong shape are left out.
 *
 * @returns `null` when it is not a node result at all.
 */
export function parseNodeResult(value: unknown): NodeResult | null {
  if (!isRecord(value) || value["version"] !== 1 || !Array.isArray(value["nodes"])) {
    return null;
  }
  const { left } = value;
  return {
    version: 1,
    nodes: value["nodes"].flatMap(parseNode),
    ...(typeof left === "number" && left > 0 ? { left } : {}),
  };
}

function parseNode(value: unknown): NodeView[] {
  if (!isRecord(value) || typeof value["name"] !== "string") {
    return [];
  }
  const { status, startTime, durationMs, error } = value;
  return [
    {
      name: value["name"],
      status: status === "ok" || status === "error" ? status : "running",
      startTime: typeof startTime === "number" ? startTime : 0,
      inputs: parseDatasets(value["inputs"]),
      outputs: parseDatasets(value["outputs"]),
      params: parseEntries(value["params"], (param): param is string => typeof param === "string"),
      metrics: parseEntries(value["metrics"], isMetricValue),
      ...(typeof durationMs === "number" ? { durationMs } : {}),
      ...(typeof error === "string" ? { error } : {}),
    },
  ];
}

function parseDatasets(value: unknown): DatasetView[] {
  if (!Array.isArray(value)) {
    return [];
  }
  return value.flatMap((dataset: unknown) => {
    if (!isRecord(dataset) || typeof dataset["name"] !== "string" || typeof dataset["kind"] !== "string") {
      return [];
    }
    const { name, kind, rows, columns } = dataset;
    return [
      {
        name,
        kind,
        ...(typeof rows === "number" ? { rows } : {}),
        ...(typeof columns === "number" ? { columns } : {}),
      },
    ];
  });
}

function parseEntries<T>(value: unknown, isValid: (entry: unknown) => entry is T): Record<string, T> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter((entry): entry is [string, T] => isValid(entry[1])));
}

function isMetricValue(value: unknown): value is MetricValue {
  return typeof value === "number" || value === "NaN" || value === "Infinity" || value === "-Infinity";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
