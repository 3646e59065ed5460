import { flattenMetrics, type Catalog } from "../catalog";
import { TracksideError } from "../errors";
import type { MetricValue } from "../messages";
import { definitionOf, type PipelineNode } from "../pipeline";

/**
 * Gives what a node's function returned the outputs' names.
 *
 * @throws TracksideError when it is not as many values, or not those properties, as the node has outputs.
 */
export function nameOutputs(of: PipelineNode, returned: unknown): Map<string, unknown> {
  const { outputs } = definitionOf(of);
  switch (outputs.form) {
    case "none":
      return new Map();
    case "one":
      return new Map([[outputs.name, checkValue(of, outputs.name, returned)]]);
    case "list": {
      const values = checkList(of, returned, outputs.names.length);
      return new Map(outputs.names.map((name, index) => [name, checkValue(of, name, values[index])]));
    }
    case "properties": {
      const values = checkProperties(of, returned, [...outputs.names.keys()]);
      return new Map([...outputs.names].map(([property, name]) => [name, checkValue(of, name, values[property])]));
    }
  }
}

function checkValue(of: PipelineNode, output: string, value: unknown): unknown {
  if (value === undefined) {
    throw outputError(
      of,
      `returned undefined for output "${output}"`,
      "Return a value (is a `return` missing?), or make the outputs null.",
    );
  }
  return value;
}

function checkList(of: PipelineNode, returned: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(returned)) {
    throw outputError(
      of,
      `returned ${describe(returned)} for ${count} outputs`,
      "Return an array with a value for each output.",
    );
  }
  if (returned.length !== count) {
    throw outputError(
      of,
      `returned ${returned.length} values for ${count} outputs (${of.outputs.join(", ")})`,
      "Return one for each.",
    );
  }
  return returned;
}

function checkProperties(
  of: PipelineNode,
  returned: unknown,
  properties: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof returned !== "object" || returned === null) {
    throw outputError(of, `returned ${describe(returned)}`, `Return an object with ${properties.join(", ")}.`);
  }
  const found = Object.keys(returned);
  const missing = properties.filter((each) => !found.includes(each));
  const extra = found.filter((each) => !properties.includes(each));
  if (missing.length > 0 || extra.length > 0) {
    const problems = [
      missing.length > 0 ? `without ${missing.join(", ")}` : "",
      extra.length > 0 ? `with ${extra.join(", ")}, which no output names` : "",
    ];
    throw outputError(
      of,
      `returned an object ${problems.filter(Boolean).join(" and ")}`,
      `Return exactly ${properties.join(", ")}.`,
    );
  }
  return returned as Readonly<Record<string, unknown>>;
}

function describe(value: unknown): string {
  return value === undefined || value === null ? String(value) : `a ${typeof value}`;
}

function outputError(of: PipelineNode, problem: string, hint: string): TracksideError {
  return new TracksideError(`node "${of.name}" ${problem}`, { code: "pipeline.outputs", hint });
}

/**
 * Picks the metrics among a node's outputs: every number of a dataset declared as `metrics`, and the numbers in plain
 * objects of undeclared datasets named `metrics` or `..._metrics`.
 */
export function metricsOf(outputs: ReadonlyMap<string, unknown>, catalog: Catalog): Record<string, MetricValue> {
  const metrics: Record<string, MetricValue> = {};
  for (const [name, value] of outputs) {
    const { declared, type } = catalog.describe(name);
    if (type === "metrics") {
      Object.assign(metrics, flattenMetrics(name, value, "fail"));
    } else if (!declared && /(?:^|_)metrics$/.test(name)) {
      Object.assign(metrics, flattenMetrics(name, value, "numbers"));
    }
  }
  return metrics;
}
