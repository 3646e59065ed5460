import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTrackingUri } from "../../../kernel-helpers/src/config";
import type { MlflowConnection } from "../../../kernel-helpers/src/mlflow-client";
import {
  ProjectConnections,
  type RemotePlace,
  type SinkCredentials,
} from "../../../kernel-helpers/src/mlflow-connection";
import { rejection } from "../../support/rejection";
import { TemporaryProject } from "../../support/temporary-project";

let project: TemporaryProject;
/** The home folder of nobody, so that what the person who runs the tests has there does not count. */
let home: string;
let environment: NodeJS.ProcessEnv;
let connections: ProjectConnections;

beforeEach(() => {
  project = new TemporaryProject();
  home = mkdtempSync(join(tmpdir(), "trackside-home-"));
  environment = { HOME: home };
  connections = new ProjectConnections(() => environment);
});
afterEach(() => {
  project.dispose();
  rmSync(home, { recursive: true, force: true });
});

function to(uri: string, sink?: SinkCredentials): MlflowConnection {
  return connections.to(project.root, parseTrackingUri(uri, project.root) as RemotePlace, sink);
}

describe("a server at an address", () => {
  it("is signed in to by the variables, and by ~/.mlflow/credentials for what they lack", () => {
    environment = { HOME: project.root, MLFLOW_TRACKING_USERNAME: "ann" };
    project.write(
      ".mlflow/credentials",
      "[mlflow]\nmlflow_tracking_username = bob\nmlflow_tracking_password = a#b;c=d\n",
    );
    expect(to("http://x").credentials).toEqual({ username: "ann", password: "a#b;c=d", token: undefined });
  });

  it("is reached by the same connection while nothing has changed, and by another when something has", () => {
    environment = { HOME: home, MLFLOW_TRACKING_TOKEN: "a" };
    const first = to("http://x");
    expect(to("http://x")).toBe(first);
    environment = { HOME: home, MLFLOW_TRACKING_TOKEN: "b" };
    expect(to("http://x")).not.toBe(first);
  });

  it("has the time-out and the workspace of the variables", () => {
    environment = { HOME: home, MLFLOW_HTTP_REQUEST_TIMEOUT: "7", MLFLOW_WORKSPACE: "harbour" };
    expect(to("http://x")).toMatchObject({ requestTimeoutMs: 7_000, headers: { "x-mlflow-workspace": "harbour" } });
  });

  it("beside the project's own gets no credentials but those of its own entry", () => {
    environment = { HOME: home, MLFLOW_TRACKING_USERNAME: "ann", MLFLOW_TRACKING_PASSWORD: "s3cret" };
    project.write("conf/base/mlflow.yml", "server: {credentials: team, request_header_provider: {type: ./h.js}}\n");
    project.write(
      "conf/local/credentials.yml",
      "team: {MLFLOW_TRACKING_TOKEN: t}\narchive: {MLFLOW_TRACKING_TOKEN: a}\n",
    );
    const nothing = { username: undefined, password: undefined, token: undefined };
    expect(to("http://x", { credentialsEntry: undefined }).credentials).toEqual(nothing);
    expect(to("http://x", { credentialsEntry: "archive" }).credentials).toEqual({ ...nothing, token: "a" });
    expect(to("http://x", { credentialsEntry: undefined }).authenticator).toBeUndefined();
    expect(to("http://x").authenticator).toBeDefined();
  });

  it.each([
    [{ MLFLOW_TRACKING_INSECURE_TLS: "yes" }, "MLFLOW_TRACKING_INSECURE_TLS"],
    [{ MLFLOW_HTTP_REQUEST_TIMEOUT: "soon" }, "MLFLOW_HTTP_REQUEST_TIMEOUT"],
    [{ MLFLOW_TRACKING_AUTH: "kubernetes" }, "MLFLOW_TRACKING_AUTH"],
    [{ MLFLOW_TRACKING_INSECURE_TLS: "1", MLFLOW_TRACKING_SERVER_CERT_PATH: "/x" }, "MLFLOW_TRACKING_SERVER_CERT_PATH"],
  ])("is not reached with %p, which names no such thing", async (variables, named) => {
    environment = { HOME: home, ...variables };
    const error = await rejection(() => to("http://x"));
    expect(error.code).toBe("connection.invalid-variable");
    expect(error.message).toContain(named);
  });

  it.each(["MLFLOW_TRACKING_SERVER_CERT_PATH", "MLFLOW_TRACKING_CLIENT_CERT_PATH"])(
    "is not reached with a %s that is no certificate",
    async (name) => {
      environment = { HOME: home, [name]: join(home, "none.pem") };
      expect(await rejection(() => to("https://x"))).toMatchObject({ code: "connection.certificate" });
      writeFileSync(join(home, "none.pem"), "no certificate");
      const error = await rejection(() => to("https://x"));
      expect(error.code).toBe("connection.certificate");
      expect(error.message).toContain(`${name} is ${join(home, "none.pem")}`);
    },
  );
});

describe("Databricks", () => {
  const profiles = [
    "[DEFAULT]",
    "host = https://default.example/",
    "token = default#token",
    "[team]",
    "host = team.example",
    "[empty-handed]",
    "token =",
  ].join("\n");
  const config = () => writeFileSync(join(home, ".databrickscfg"), profiles);

  it("is reached by host and token of the variables", () => {
    environment = { HOME: home, DATABRICKS_HOST: "https://dbc.example", DATABRICKS_TOKEN: "dapi" };
    expect(to("databricks")).toMatchObject({ uri: "https://dbc.example", credentials: { token: "dapi" } });
  });

  it("is reached by a profile, which takes from DEFAULT what it lacks", () => {
    config();
    expect(to("databricks")).toMatchObject({ uri: "https://default.example", credentials: { token: "default#token" } });
    expect(to("databricks://team")).toMatchObject({
      uri: "https://team.example",
      credentials: { token: "default#token" },
    });
    environment = {
      HOME: home,
      DATABRICKS_CONFIG_PROFILE: "team",
      DATABRICKS_HOST: "https://x",
      DATABRICKS_TOKEN: "y",
    };
    expect(to("databricks").uri).toBe("https://team.example");
  });

  it("is not reached without, and says what is missing where", async () => {
    environment = { HOME: home, DATABRICKS_HOST: "https://dbc.example" };
    expect((await rejection(() => to("databricks"))).message).toContain("DATABRICKS_TOKEN is not");
    config();
    expect((await rejection(() => to("databricks://taem"))).message).toContain("no profile [taem]");
    expect((await rejection(() => to("databricks://empty-handed"))).message).toContain("[empty-handed]");
  });
});

describe("SageMaker", () => {
  const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:123456789012:${resource}`;
  const request = { method: "GET", url: new URL("https://x.example/api"), headers: {}, body: "" };

  it.each([
    [
      "mlflow-tracking-server/ships",
      "https://eu-west-1.experiments.sagemaker.aws",
      "x-mlflow-sm-tracking-server-arn",
      "sagemaker-mlflow",
    ],
    ["mlflow-app/app-1", "https://mlflow.sagemaker.eu-west-1.app.aws", "x-sm-mlflow-app-arn", "sagemaker"],
  ])("is reached by the ARN of %s", async (resource, uri, header, service) => {
    environment = { HOME: home, AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "s3cret" };
    const connection = to(arn(resource));
    expect(connection).toMatchObject({ uri, headers: { [header]: arn(resource) }, credentials: {} });
    const headers = await connection.authenticator!.headersFor(request);
    expect(headers["authorization"]).toMatch(new RegExp(`Credential=AKID/\\d{8}/eu-west-1/${service}/aws4_request`));
  });

  it("signs with the keys of a profile", async () => {
    project.write(".aws/credentials", "[team]\naws_access_key_id = TEAM\naws_secret_access_key = s3cret\n");
    environment = { HOME: project.root, AWS_PROFILE: "team", AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "x" };
    const headers = await to(arn("mlflow-app/a")).authenticator!.headersFor(request);
    expect(headers["authorization"]).toContain("Credential=TEAM/");
  });

  it.each([
    ["[profile team]\nsso_session = corp\n", "sso_session"],
    ["[profile other]\nregion = x\n", "no AWS profile [team]"],
  ])("says why a profile cannot sign: %j", async (text, why) => {
    project.write(".aws/config", text);
    environment = { HOME: project.root, AWS_PROFILE: "team" };
    const error = await rejection(() => to(arn("mlflow-app/a")).authenticator!.headersFor(request));
    expect(error.code).toBe("connection.aws");
    expect(error.message).toContain(why);
    expect(error.hint).toContain("aws configure export-credentials");
  });

  it("signs for an API Gateway where MLFLOW_TRACKING_AWS_SIGV4 says so", async () => {
    environment = {
      HOME: home,
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "x",
      MLFLOW_TRACKING_AWS_SIGV4: "true",
    };
    expect(await rejection(() => to("https://gateway.example"))).toMatchObject({ code: "connection.aws" });
    environment["AWS_REGION"] = "eu-west-1";
    const headers = await to("https://gateway.example").authenticator!.headersFor(request);
    expect(headers["authorization"]).toContain("/eu-west-1/execute-api/aws4_request");
  });
});

describe("a request-header provider", () => {
  const configure = (source: string, file = "headers.ts") => {
    project.write(file, source);
    project.write(
      "conf/base/mlflow.yml",
      `server: {request_header_provider: {type: ./${file}, init_kwargs: {as: ann}}}\n`,
    );
    return to("http://x").authenticator!;
  };
  const request = { method: "GET", url: new URL("http://x"), headers: {}, body: "" };

  it.each([
    ["headers.ts", "export const headers = ({ as }: { as: string }) => ({ 'X-As': as });"],
    ["headers.mjs", "export default async ({ as }) => ({ headers: { 'X-As': as } });"],
    ["headers.cjs", "module.exports = ({ as }) => ({ 'X-As': as });"],
  ])("is a function that %s exports, called with init_kwargs", async (file, source) => {
    expect(await configure(source, file).headersFor(request)).toEqual({ "x-as": "ann" });
  });

  it("is called again when its headers have expired, and not before", async () => {
    const count =
      "let n = 0; export const headers = () => ({ headers: { n: String(++n) }, expiresInSeconds: SECONDS });";
    const lasting = configure(count.replace("SECONDS", "60"));
    await lasting.headersFor(request);
    expect(await lasting.headersFor(request)).toEqual({ n: "1" });
    lasting.refused();
    expect(await lasting.headersFor(request)).toEqual({ n: "2" });
    const passing = configure(count.replace("SECONDS", "0"), "passing.ts");
    await passing.headersFor(request);
    expect(await passing.headersFor(request)).toEqual({ n: "2" });
  });

  it("is loaded anew when its file was mended", async () => {
    const authenticator = configure("export const headers = 5;");
    await rejection(() => authenticator.headersFor(request));
    project.write("headers.ts", "export const headers = () => ({ mended: 'yes, now' });");
    expect(await authenticator.headersFor(request)).toEqual({ mended: "yes, now" });
  });

  it.each([
    ["export const headers = 5;", "exports no function"],
    ["export const headers = () => { throw new Error('s3cret'); };", "threw Error"],
    ["export const headers = () => 's3cret';", "returned no headers"],
    ["export const headers = () => ({ a: 's3\\ncret' });", "HTTP cannot carry"],
    ["export const headers = () => ({ headers: {}, expiresInSeconds: 's3cret' });", "expiresInSeconds"],
    ["export const headers = (;", "cannot be loaded"],
  ])("is at fault by name, and nothing of what it gave is shown: %s", async (source, why) => {
    const authenticator = configure(source);
    const error = await rejection(() => authenticator.headersFor(request));
    expect(error.code).toBe("connection.header-provider");
    expect(error.message).toContain("./headers.ts");
    expect(error.message).toContain(why);
    expect(error.message).not.toMatch(/s3\s*cret/);
  });

  it.each([
    ["../headers.js", "no file of the project"],
    ["kedro_mlflow.Provider", "no package"],
  ])("is not found as %s", async (type, why) => {
    project.write("conf/base/mlflow.yml", `server: {request_header_provider: {type: ${type}}}\n`);
    const error = await rejection(() => to("http://x").authenticator!.headersFor(request));
    expect(error.message).toContain(why);
  });
});
