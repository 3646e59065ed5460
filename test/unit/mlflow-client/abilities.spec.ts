import { MlflowClient } from "../../../kernel-helpers/src/mlflow-client";
import { ScriptedServer, type Answer, type Received } from "./scripted-server";

const notFound: Answer = { status: 404, body: "<!doctype html><title>404 Not Found</title>" };

async function abilitiesOf(answer: (request: Received) => Answer) {
  const server = await ScriptedServer.start(answer);
  const client = new MlflowClient({ uri: server.uri, credentials: {} });
  try {
    return await client.abilities();
  } finally {
    await client.close();
    server.close();
  }
}

it("expects nothing of a server that has none of the endpoints", async () => {
  expect(await abilitiesOf(() => notFound)).toEqual({
    version: null,
    loggedModels: false,
    sampledMetricHistory: false,
    multipartUpload: null,
  });
});

it("knows a server of another maker, which tells no version, by what it answers", async () => {
  const answers = (request: Received): Answer => {
    if (request.path.startsWith("/version")) {
      return { status: 404, body: { error_code: "ENDPOINT_NOT_FOUND", message: "No API found for 'GET /version'" } };
    }
    return request.path.includes("/logged-models/")
      ? { status: 404, body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no such model" } }
      : { status: 404, body: { error_code: "ENDPOINT_NOT_FOUND", message: "No API found" } };
  };
  expect(await abilitiesOf(answers)).toEqual({
    version: null,
    loggedModels: true,
    sampledMetricHistory: false,
    multipartUpload: null,
  });
});

it("knows that an endpoint is there which this user may not use", async () => {
  const forbidden: Answer = { status: 403, body: { error_code: "PERMISSION_DENIED", message: "not you" } };
  expect(await abilitiesOf(() => forbidden)).toEqual({
    version: null,
    loggedModels: true,
    sampledMetricHistory: true,
    multipartUpload: null,
  });
});

it("takes the page of a proxy for no version", async () => {
  expect(
    await abilitiesOf((request) => (request.path === "/version" ? { body: "<html>hello</html>" } : notFound)),
  ).toMatchObject({ version: null });
});

it("asks again when the server was not able to answer", async () => {
  let busy = true;
  const server = await ScriptedServer.start(({ path }) =>
    busy ? { status: 503, body: "busy" } : path === "/version" ? { body: "3.17.2" } : notFound,
  );
  const client = new MlflowClient({ uri: server.uri, credentials: {} });
  await expect(client.abilities()).rejects.toMatchObject({ status: 503, isTransient: true });
  busy = false;
  expect(await client.abilities()).toMatchObject({ version: "3.17.2" });
  await client.close();
  server.close();
});
