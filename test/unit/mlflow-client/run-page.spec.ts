import { isRunPageRequest } from "../../../kernel-helpers/src/mlflow-client";

const rest = "/ajax-api/2.0/mlflow";

it.each([
  ["GET", "/"],
  ["GET", "/static-files/static/js/main.c2f5f8d4.js"],
  ["GET", "/static-files/static/media/chart@2x.png"],
  ["GET", "/get-artifact"],
  ["GET", `${rest}/runs/get`],
  ["GET", `${rest}/logged-models/m-0123456789abcdef/artifacts/directories`],
  ["GET", `${rest}/metrics/get-history-bulk-interval`],
  ["GET", "/ajax-api/3.0/mlflow/traces/tr-0123/info"],
  ["POST", `${rest}/runs/search`],
  ["POST", "/graphql"],
  ["POST", `${rest}/runs/set-tag`],
  ["POST", `${rest}/runs/delete-tag`],
  ["POST", `${rest}/runs/update`],
])("lets MLflow's page of a run ask %s %s", (method, path) => {
  expect(isRunPageRequest(method, path)).toBe(true);
});

it.each([
  ["POST", `${rest}/runs/delete`],
  ["POST", `${rest}/runs/restore`],
  ["POST", `${rest}/runs/create`],
  ["POST", `${rest}/runs/log-metric`],
  ["POST", `${rest}/runs/log-batch`],
  ["POST", `${rest}/runs/create-promptlab-run`],
  ["POST", `${rest}/experiments/create`],
  ["POST", `${rest}/experiments/delete`],
  ["POST", `${rest}/experiments/update`],
  ["POST", `${rest}/upload-artifact`],
  ["PUT", "/ajax-api/2.0/mlflow-artifacts/artifacts/x"],
  ["DELETE", "/ajax-api/2.0/mlflow-artifacts/artifacts/x"],
  ["GET", "/ajax-api/2.0/mlflow-artifacts/presigned/x"],
  ["POST", `${rest}/artifacts/presigned-upload-url`],
  ["POST", `${rest}/registered-models/create`],
  ["DELETE", `${rest}/registered-models/delete`],
  ["POST", `${rest}/model-versions/create`],
  ["DELETE", `${rest}/logged-models/m-1`],
  ["POST", `${rest}/gateway-proxy`],
  ["GET", `${rest}/gateway-proxy`],
  ["GET", "/ajax-api/3.0/mlflow/gateway/secrets/list"],
  ["GET", "/ajax-api/3.0/mlflow/assistant/config"],
  ["GET", "/ajax-api/3.0/mlflow/scorers/list"],
  ["POST", "/ajax-api/3.0/mlflow/genai/evaluate/invoke"],
  ["PATCH", "/ajax-api/3.0/mlflow/jobs/cancel/1"],
  ["POST", "/ajax-api/3.0/mlflow/ui-telemetry"],
  ["GET", `${rest}/webhooks`],
  ["GET", `${rest}/users/current`],
  ["PATCH", `${rest}/users/update-password`],
  ["GET", "/signup"],
  ["GET", "/graphql"],
  ["GET", "/api/2.0/mlflow/runs/get"],
  ["GET", `${rest}/runs/set-tag`],
  ["OPTIONS", `${rest}/runs/set-tag`],
  // the same letters in other words, and what would be another path to the server
  ["POST", `${rest}/runs/%73earch`],
  ["POST", `${rest}/runs%2Fdelete`],
  ["POST", `${rest}//runs/search`],
  ["GET", "/static-files/..%2f..%2fajax-api/2.0/mlflow/gateway-proxy"],
  ["GET", `${rest}/logged-models/a/b`],
  ["GET", `/x${rest}/runs/get`],
])("does not let it ask %s %s", (method, path) => {
  expect(isRunPageRequest(method, path)).toBe(false);
});
