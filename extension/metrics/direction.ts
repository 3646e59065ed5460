/** Which way a metric gets better. */
export type Direction = "min" | "max";

/** Words in a metric's name that say that less is better. */
const lowerIsBetter = new Set(
  (
    "loss logloss error errors err rmse mae mse mape smape msle rmsle medae perplexity ppl nll wer cer fid brier hinge " +
    "entropy crossentropy divergence kl deviance residual residuals aic bic bpc bpb latency duration seconds cost regret " +
    "misclassification failures"
  ).split(" "),
);

/** Tag by which a run says it itself, before a metric's name. */
const tagPrefix = "trackside.direction.";

/** Tells which way a metric gets better: by a tag of the run, else by the words of its name; upwards in doubt. */
export function directionOf(name: string, tags: Readonly<Record<string, string>>): Direction {
  const tag = `${tagPrefix}${name}`;
  const stated = Object.hasOwn(tags, tag) ? tags[tag]?.trim().toLowerCase() : undefined;
  if (stated === "min" || stated === "max") {
    return stated;
  }
  return wordsOf(name).some((word) => lowerIsBetter.has(word) || /(?:loss|error)$/.test(word)) ? "min" : "max";
}

/** `val/meanAbsoluteError_2` is val, mean, absolute, error, 2. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
