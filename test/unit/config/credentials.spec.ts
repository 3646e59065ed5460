import { loadCredentials } from "../../../kernel-helpers/src/config";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject();
});
afterEach(() => project.dispose());

it("gives an entry's keys as variables", () => {
  project.write(
    "conf/local/credentials.yml",
    "team:\n  mlflow_tracking_username: ann\n  MLFLOW_TRACKING_PASSWORD: s3cret\n  MLFLOW_HTTP_REQUEST_TIMEOUT: 9\n",
  );
  expect(loadCredentials(project.root, "team")).toEqual({
    MLFLOW_TRACKING_USERNAME: "ann",
    MLFLOW_TRACKING_PASSWORD: "s3cret",
    MLFLOW_HTTP_REQUEST_TIMEOUT: "9",
  });
});

it("reads no credentials from conf/base, which goes to everybody who has the repository", async () => {
  project.write("conf/base/credentials.yml", "team:\n  MLFLOW_TRACKING_TOKEN: s3cret\n");
  const error = await rejection(() => loadCredentials(project.root, "team"));
  expect(error.code).toBe("config.no-credentials");
  expect(error.message).toContain("conf/local/credentials.yml");
});

it("names the entry that was meant", async () => {
  project.write("conf/local/credentials.yml", "team:\n  MLFLOW_TRACKING_TOKEN: s3cret\n");
  const error = await rejection(() => loadCredentials(project.root, "taem"));
  expect(error.hint).toContain('"team"');
});

it("refuses a value that is no text, and shows none", async () => {
  project.write("conf/local/credentials.yml", "team:\n  MLFLOW_TRACKING_TOKEN:\n    nested: s3cret\n");
  const error = await rejection(() => loadCredentials(project.root, "team"));
  expect(error.code).toBe("config.invalid");
  expect(error.message).toContain("conf/local/credentials.yml:2:3");
  expect(error.message).not.toContain("s3cret");
});
