/**
 * What MLflow's own page of a run asks of its server: files, what there is of runs and their experiment, and the edits
 * that a person makes there. `*` stands for an id. Paths of MLflow's REST are without their start and version.
 *
 * Left out on purpose, though the page has buttons for some of them: to delete, restore or create anything, to register
 * models, to upload, to have signed addresses of storage, users and passwords, and what works with language models
 * (gateways and their secrets, assistants, scorers, jobs).
 *
 * @see mlflow.server.handlers.get_endpoints
 */
const read = {
  files: ["", "static-files/**", "get-artifact", "model-versions/get-artifact"],
  rest: [
    ...[
      "experiments/get",
      "experiments/get-by-name",
      "experiments/search",
      "runs/get",
      "artifacts/list",
      "server-info",
    ],
    ...["metrics/get-history", "metrics/get-history-bulk", "metrics/get-history-bulk-interval"],
    ...["logged-models/*", "logged-models/*/artifacts/directories", "logged-models/*/artifacts/files"],
    ...["logged-models:batchGet", "registered-models/get", "registered-models/search"],
    ...["model-versions/get", "model-versions/search", "traces/*", "traces/*/info", "traces/get", "get-trace-artifact"],
  ],
};
const post = {
  // all that its queries can ask for is runs, experiments, datasets and model versions
  files: ["graphql"],
  rest: [
    ...["experiments/search", "experiments/search-datasets", "runs/search", "logged-models/search"],
    ...["traces/search", "traces/metrics", "traces/batchGetInfos"],
    ...["runs/set-tag", "runs/delete-tag", "runs/update"],
  ],
};

const allowed: Readonly<Record<string, RegExp>> = {
  GET: toPattern(read),
  HEAD: toPattern(read),
  POST: toPattern(post),
};

/** Tells whether MLflow's page of a run has a use for a request; `path` is without the query. */
export function isRunPageRequest(method: string, path: string): boolean {
  return allowed[method]?.test(path) ?? false;
}

function toPattern({ files, rest }: typeof read): RegExp {
  const paths = [...files, ...rest.map((each) => String.raw`ajax-api/\d\.0/mlflow/${each}`)];
  // No sign of percent: a path that says its letters in another way would be another one to the server.
  const patterns = paths.map((each) => each.replace("**", String.raw`[\w.@/-]+`).replace("*", String.raw`[\w.:-]+`));
  return new RegExp(`^/(?:${patterns.join("|")})$`);
}
