import { authorizationHeaders, MlflowError } from "../../../kernel-helpers/src/mlflow-client";

it.each([
  [null, "no answer", true],
  [500, "server error", true],
  [503, "busy", true],
  [429, "too many", true],
  [401, "signed out", true],
  [400, "QueuePool limit of size 5 overflow 10 reached", true],
  [400, "Invalid value for parameter", false],
  [404, "no such run", false],
])("tells whether a retry can help: status %p, %p -> %p", (status, message, isTransient) => {
  expect(new MlflowError(message, status === null ? {} : { status }).isTransient).toBe(isTransient);
});

it("signs in by user name before token, as MLflow's Python client does", () => {
  const uri = "http://x";
  expect(authorizationHeaders({ uri, credentials: { username: "a", password: "b", token: "t" } })).toEqual({
    authorization: `Basic ${Buffer.from("a:b").toString("base64")}`,
  });
  expect(authorizationHeaders({ uri, credentials: { token: "t" } })).toEqual({ authorization: "Bearer t" });
  expect(authorizationHeaders({ uri, credentials: {} })).toEqual({});
});

it.each([
  [404, undefined, true],
  [404, "ENDPOINT_NOT_FOUND", true],
  [404, "RESOURCE_DOES_NOT_EXIST", false],
  [405, undefined, true],
  [501, "NOT_IMPLEMENTED", true],
  [400, "INVALID_PARAMETER_VALUE", false],
  [503, undefined, false],
])("tells a missing endpoint from a missing thing: status %p, code %p -> %p", (status, errorCode, isMissing) => {
  expect(new MlflowError("x", { status, ...(errorCode ? { errorCode } : {}) }).isMissingEndpoint).toBe(isMissing);
});

it("asks no second time for what the server will never be able to do", () => {
  expect(new MlflowError("no multipart upload", { status: 501 }).isTransient).toBe(false);
});
