import { createRequire } from "node:module";

import { projectEnvironment } from "./environment.mjs";
import { tracksideCli } from "./paths.mjs";
import { exitOf, outputOf } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * The runs of a project and how far each is on its way to MLflow, as `trackside status` tells.
 * @param {string} project folder
 * @returns {Promise<{runId: string, mlflowRunId: string, trackingUri: string}[]>} MLflow's ids once it has them
 */
export async function runsOf(project) {
  const { exit, stdout } = await outputOf(process.execPath, [tracksideCli, "status", "--project", project, "--json"], {
    env: projectEnvironment(),
    stderr: "inherit",
  });
  if (exit !== 0) {
    throw new SetupError(`trackside status failed (${exit}); it says above why.`);
  }
  return JSON.parse(stdout).runs;
}

/** Waits until MLflow has all that was recorded. */
export async function deliver(project) {
  const exit = await exitOf(process.execPath, [tracksideCli, "sync", "--project", project]);
  if (exit !== 0) {
    throw new SetupError(
      "Not all of the run is in MLflow; trackside says above why. It is safe on disk: npm run demo sends it, too.",
    );
  }
}

/**
 * Asks MLflow what it holds of a run, with the client and the credentials that Trackside itself uses.
 * @param {{mlflowRunId: string, trackingUri: string}} run
 */
export async function readFromMlflow({ mlflowRunId, trackingUri }) {
  const require = createRequire(import.meta.url);
  const { credentialsFromEnvironment, MlflowClient } = require("../../kernel-helpers/lib/mlflow-client");
  const client = new MlflowClient({ uri: trackingUri, credentials: credentialsFromEnvironment(process.env) });
  const { info, data } = await client.runs.get(mlflowRunId);
  return {
    runId: info.run_id,
    trackingUri,
    status: info.status,
    params: valuesOf(data.params),
    metrics: valuesOf(data.metrics),
    name: info.run_name,
    link: `${trackingUri}/#/experiments/${info.experiment_id}/runs/${info.run_id}`,
  };
}

/**
 * @template Value
 * @param {readonly {key: string, value: Value}[]} [pairs]
 * @returns {Record<string, Value>} sorted by key
 */
function valuesOf(pairs = []) {
  const sorted = [...pairs].sort((left, right) => (left.key < right.key ? -1 : 1));
  return Object.fromEntries(sorted.map(({ key, value }) => [key, value]));
}

/** @param {Awaited<ReturnType<typeof readFromMlflow>>} run */
export function describeRun({ runId, name, status, params, metrics, link }) {
  return [
    `Run ${name}`,
    `  id      ${runId}`,
    `  status  ${status}`,
    ...section("params", params, String),
    ...section("metrics", metrics, (value) => String(Number(Number(value).toPrecision(6)))),
    `  MLflow  ${link}`,
  ].join("\n");
}

function section(title, values, format) {
  const names = Object.keys(values);
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = names.map((name) => `    ${name.padEnd(width)}  ${format(values[name])}`);
  return [`  ${title}${names.length === 0 ? "  none" : ""}`, ...lines];
}
