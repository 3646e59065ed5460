import { join } from "node:path";
import { parseTrackingUri, recordedUri } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject({ "notebooks/.gitkeep": "" });
});
afterEach(() => project.dispose());

const recorded = (uri: string, directory?: string) =>
  recordedUri(parseTrackingUri(uri, project.root, directory)).replaceAll(project.root, "ROOT");

it.each([
  ["http://127.0.0.1:5000/", "http://127.0.0.1:5000"],
  ["https://ann:s3cret@mlflow.example/base/", "https://mlflow.example/base"],
  ["databricks", "databricks"],
  ["databricks://team", "databricks://team"],
  [
    "arn:aws:sagemaker:eu-west-1:123456789012:mlflow-tracking-server/ships",
    "arn:aws:sagemaker:eu-west-1:123456789012:mlflow-tracking-server/ships",
  ],
  [
    "arn:aws-us-gov:sagemaker:us-gov-west-1:123456789012:mlflow-app/app-1A",
    "arn:aws-us-gov:sagemaker:us-gov-west-1:123456789012:mlflow-app/app-1A",
  ],
  ["sqlite:///runs.db", "sqlite:///ROOT/runs.db"],
  ["sqlite:////srv/runs.db", "sqlite:////srv/runs.db"],
  ["sqlite:///mlflow.db", "local"],
  ["./tracking", "sqlite:///ROOT/tracking/mlflow.db"],
  ["mlruns", "sqlite:///ROOT/mlruns/mlflow.db"],
  ["/srv/tracking", "sqlite:////srv/tracking/mlflow.db"],
  ["file:///srv/tracking", "sqlite:////srv/tracking/mlflow.db"],
  ["file:tracking", "sqlite:///ROOT/tracking/mlflow.db"],
  [".", "local"],
  ["local", "local"],
])("takes %p, and writes down %p", (uri, expected) => {
  expect(recorded(uri)).toBe(expected);
  // what is written down is read back as the same
  expect(recorded(recordedUri(parseTrackingUri(uri, project.root)))).toBe(expected);
});

it("starts relative paths where it is told to", () => {
  expect(recorded("sqlite:///runs.db", join(project.root, "notebooks"))).toBe("sqlite:///ROOT/notebooks/runs.db");
});

it.each([
  ["localhost:5000", "http://"],
  ["http//x", "whole address"],
  ["http://", "whole address"],
  ["https:///x:y", "whole address"],
  ["sqlite://runs.db", "sqlite:///runs.db"],
  ["sqlite:///:memory:", "file"],
  ["file://host/tracking", "three slashes"],
  ["databricks://scope:prefix", "secret scopes"],
  ["databricks://", "~/.databrickscfg"],
  ["arn:aws:s3:::bucket", "mlflow-tracking-server"],
  ["arn:aws:sagemaker:eu-west-1:123456789012:notebook/x", "mlflow-tracking-server"],
  ["ftp://x", "http://"],
])("refuses %p, and says what to give instead", async (uri, hint) => {
  const error = await rejection(() => parseTrackingUri(uri, project.root));
  expect(error.code).toBe("tracking.unsupported-uri");
  expect(error.message).toContain(JSON.stringify(uri));
  expect(error.hint).toContain(hint);
});

it("refuses a database server without repeating its password", async () => {
  const error = await rejection(() => parseTrackingUri("postgresql://ann:s3cret@db/mlflow", project.root));
  expect(error.message).not.toContain("s3cret");
  expect(error.hint).toContain("--backend-store-uri");
});

it("refuses a folder that holds runs as files, and names the command that takes them into a database", async () => {
  project.write("mlruns/0/meta.yaml", "name: Default\n");
  const error = await rejection(() => parseTrackingUri("mlruns", project.root));
  expect(error.code).toBe("tracking.unsupported-uri");
  expect(error.hint).toContain(`mlflow migrate-filestore --source ${join(project.root, "mlruns")} --target sqlite:///`);
});
