import { credentialVariables } from "../../../kernel-helpers/src/config";
import { trackingUriOf } from "../../../kernel-helpers/src/tracking/tracking-uri";
import { rejection } from "../../support/rejection";

const config = { trackingUri: undefined, experimentName: "ships" };

it("is the project's own server's where nobody names one", () => {
  expect(trackingUriOf({}, config, "/work/harbour")).toBe("local");
  expect(trackingUriOf({ MLFLOW_TRACKING_URI: "" }, config, "/work/harbour")).toBe("local");
});

it("is the variable's before the file's", () => {
  const named = { ...config, trackingUri: "http://file.example" };
  expect(trackingUriOf({}, named, "/work/harbour")).toBe("http://file.example");
  expect(trackingUriOf({ MLFLOW_TRACKING_URI: "http://variable.example" }, named, "/work/harbour")).toBe(
    "http://variable.example",
  );
});

it("starts where the program runs in the variable, and at the project's root in the file", () => {
  const named = { ...config, trackingUri: "sqlite:///runs.db" };
  expect(trackingUriOf({}, named, "/work/harbour", "/work/harbour/notebooks")).toBe("sqlite:////work/harbour/runs.db");
  const variable = { MLFLOW_TRACKING_URI: "sqlite:///runs.db" };
  expect(trackingUriOf(variable, named, "/work/harbour", "/work/harbour/notebooks")).toBe(
    "sqlite:////work/harbour/notebooks/runs.db",
  );
});

it("is written down without its credentials, which go to the shipper apart", () => {
  const environment = { MLFLOW_TRACKING_URI: "https://ann:s%40cret@mlflow.example:8443/base/" };
  expect(trackingUriOf(environment, config, "/work/harbour")).toBe("https://mlflow.example:8443/base");
  expect(credentialVariables(environment)).toEqual({
    MLFLOW_TRACKING_USERNAME: "ann",
    MLFLOW_TRACKING_PASSWORD: "s@cret",
  });
  expect(credentialVariables({ MLFLOW_TRACKING_URI: "arn:aws:sagemaker:x" })).toEqual({});
});

it("asks for an experiment by an absolute path on Databricks", async () => {
  const environment = { MLFLOW_TRACKING_URI: "databricks://team" };
  const error = await rejection(() => trackingUriOf(environment, config, "/work/harbour"));
  expect(error.code).toBe("tracking.experiment-path");
  expect(error.message).toContain('"ships"');
  expect(error.hint).toMatch(/tracking\.experiment\.name.*MLFLOW_EXPERIMENT_NAME.*\/Users\/.*\/ships/);
  expect(trackingUriOf(environment, { ...config, experimentName: "/Shared/ships" }, "/work/harbour")).toBe(
    "databricks://team",
  );
});
