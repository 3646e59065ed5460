import { MlflowAbilityError } from "../../kernel-helpers/src/mlflow-client";
import { documented } from "./documented";
import { Fixture, mlflowVersion } from "./server";

const fixture = new Fixture();
const { client } = fixture;
afterAll(() => fixture.close());

it("finds out the server's version and what it can do, as the documentation says", async () => {
  expect(await client.abilities()).toEqual({
    version: documented("says which version it is") ? mlflowVersion : null,
    loggedModels: documented("logged models, and which run made them"),
    sampledMetricHistory: documented("metric history thinned by the server"),
    multipartUpload: documented("says whether it takes artifacts in parts") ? false : null,
  });
});

it("asks once however often it is wanted", async () => {
  const [first, second] = await Promise.all([client.abilities(), client.abilities()]);
  expect(second).toBe(first);
});

it("says what the server lacks, and what to do, where it has no logged models", async () => {
  const experimentId = await fixture.experimentId();
  const created = client.loggedModels.create({ experimentId, name: "model" });
  if (documented("logged models, and which run made them")) {
    expect((await created).info.status).toBe("LOGGED_MODEL_PENDING");
  } else {
    await expect(created).rejects.toThrow(MlflowAbilityError);
    await expect(created).rejects.toThrow(/no logged models: they came with MLflow 3.0; before it, log a model as/);
    await expect(created).rejects.toMatchObject({ isTransient: false, errorCode: "NOT_IMPLEMENTED" });
  }
});

it("tells a missing run from a missing endpoint", async () => {
  await expect(client.runs.get("nope")).rejects.toMatchObject({
    errorCode: "RESOURCE_DOES_NOT_EXIST",
    status: 404,
    isMissingEndpoint: false,
    isTransient: false,
  });
});
