import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MlflowServer } from "../../support/mlflow-server";
import { blocksOf, repository } from "../docs/documentation-page";
import { until, Workspace } from "../tracking/workspace";
import { makeCertificates, type Certificates } from "./certificates";
import { FrontDoor } from "./front-door";

const login = { username: "admin", password: "sea-Gull-is-9-feet" };
const basic = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString("base64")}`;
const signedIn = { MLFLOW_TRACKING_USERNAME: login.username, MLFLOW_TRACKING_PASSWORD: login.password };
const logLoss = 'trackside.mlflow.logMetric("loss", 0.5);';

let folder: string;
/** One for all: it takes ten seconds to start. */
let server: MlflowServer;
let certificates: Certificates;
let workspace: Workspace;
const doors: FrontDoor[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trackside-auth-"));
  certificates = await makeCertificates(folder);
  server = await MlflowServer.start({
    arguments: ["--app-name", "basic-auth"],
    environment: { MLFLOW_AUTH_ADMIN_PASSWORD: login.password, MLFLOW_FLASK_SERVER_SECRET_KEY: "of-no-worth" },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await workspace.close();
  doors.splice(0).forEach((door) => door.close());
});

async function door(options: Parameters<typeof FrontDoor.start>[1]): Promise<string> {
  const opened = await FrontDoor.start(server.uri, options);
  doors.push(opened);
  return opened.uri;
}

async function rest<T>(path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${server.uri}/api/2.0/mlflow/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: basic, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()) as T;
}

interface Experiment {
  readonly experiment_id: string;
  readonly lifecycle_stage: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

async function experiment(name: string): Promise<Experiment> {
  return (await rest<{ experiment: Experiment }>(`experiments/get-by-name?experiment_name=${name}`)).experiment;
}

/** Metrics of the only run that the workspace has recorded, as MLflow tells them; waits for its delivery. */
async function delivered(): Promise<Record<string, number>> {
  const report = await until("the run is delivered", async () => {
    const [first] = await workspace.reports();
    return first?.queued === 0 && first.mlflowRunId !== null ? first : null;
  });
  const { run } = await rest<{ run: { data: { metrics: { key: string; value: number }[] } } }>(
    `runs/get?run_id=${report.mlflowRunId}`,
  );
  return Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value]));
}

/** Why the run waits. */
async function reason(pattern: RegExp): Promise<string> {
  return until(`the reason is ${pattern.source}`, async () => {
    const text = (await workspace.reports())[0]?.reason ?? "";
    return pattern.test(text) ? text : null;
  });
}

/** Everything that was written down, by the kernel and the shipper. */
function allThatIsWritten(): string {
  return [join(workspace.projectRoot, ".trackside"), workspace.runtimeDirectory]
    .flatMap((root) => readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name)))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

function writeLocal(file: string, text: string): void {
  mkdirSync(join(workspace.projectRoot, "conf", "local"), { recursive: true });
  workspace.write(`conf/local/${file}`, text);
}

describe("a server with a password", () => {
  it("takes the run of who signs in, and what signs in is written nowhere", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri });
    await workspace.run(logLoss, signedIn);
    expect(await delivered()).toEqual({ loss: 0.5 });
    expect(allThatIsWritten()).not.toContain(login.password);
  });

  it("takes name and password from the address, which is written down without them", async () => {
    workspace = new Workspace();
    const address = server.uri.replace("http://", `http://${login.username}:${login.password}@`);
    await workspace.run(logLoss, { MLFLOW_TRACKING_URI: address });
    expect(await delivered()).toEqual({ loss: 0.5 });
    expect(allThatIsWritten()).not.toContain(login.password);
  });

  it("lets the run wait for the right password, and status tells why", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri });
    await workspace.run(logLoss, { ...signedIn, MLFLOW_TRACKING_PASSWORD: "wrong-Gull-is-5-feet" });
    expect(await reason(/401.*MLFLOW_TRACKING_PASSWORD/)).not.toContain("wrong-Gull");
    const trackside = join(repository, "kernel-helpers", "bin", "trackside.js");
    await workspace.execute(process.execPath, [trackside, "sync"], signedIn);
    expect(await delivered()).toEqual({ loss: 0.5 });
  });

  it("is asked again when conf/local/credentials.yml is mended", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri });
    workspace.write("conf/base/mlflow.yml", "server: {credentials: team}\n");
    await workspace.run(logLoss);
    await reason(/conf\/local\/credentials\.yml has no entry "team"/);
    writeLocal("credentials.yml", "team:\n  mlflow_tracking_username: admin\n  mlflow_tracking_password: wrong-Gull\n");
    await reason(/401.*entry "team"/);
    writeLocal(
      "credentials.yml",
      `team:\n  mlflow_tracking_username: admin\n  mlflow_tracking_password: ${login.password}\n`,
    );
    expect(await delivered()).toEqual({ loss: 0.5 });
    expect(allThatIsWritten()).not.toContain(login.password);
  });

  it("gets an experiment made as mlflow.yml says, and brings it back when it was deleted", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: server.uri, ...signedIn });
    workspace.write(
      "conf/base/mlflow.yml",
      "tracking: {experiment: {name: tagged, create_experiment_kwargs: {tags: {team: harbour}}}}\n",
    );
    await workspace.run(logLoss);
    expect(await delivered()).toEqual({ loss: 0.5 });
    const { experiment_id: id, tags } = await experiment("tagged");
    expect(tags).toEqual([{ key: "team", value: "harbour" }]);
    await rest("experiments/delete", { experiment_id: id });
    await workspace.run(logLoss);
    await workspace.sync();
    expect(await experiment("tagged")).toMatchObject({ experiment_id: id, lifecycle_stage: "active" });
  });
});

describe("a server with certificates", () => {
  const tls = () => ({
    ...certificates.server,
    ca: certificates.authority,
    requestCert: true,
    rejectUnauthorized: true,
  });

  it("takes the run of who knows its authority and shows a certificate", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: await door({ tls: tls() }), ...signedIn });
    await workspace.run(logLoss, {
      MLFLOW_TRACKING_SERVER_CERT_PATH: certificates.authorityFile,
      MLFLOW_TRACKING_CLIENT_CERT_PATH: certificates.clientFile,
    });
    expect(await delivered()).toEqual({ loss: 0.5 });
  });

  it("is not believed by who does not know its authority, unless told to", async () => {
    workspace = new Workspace({ MLFLOW_TRACKING_URI: await door({ tls: certificates.server }), ...signedIn });
    await workspace.run(logLoss);
    await reason(/certificate.*MLFLOW_TRACKING_SERVER_CERT_PATH/);
    await workspace.run(logLoss, { MLFLOW_TRACKING_INSECURE_TLS: "true" });
    expect(await delivered()).toEqual({ loss: 0.5 });
  });
});

it("a server behind tokens that expire gets those of the documented provider, anew when it refuses one", async () => {
  const issued: string[] = [];
  const issuer = createServer((incoming, outgoing) => {
    issued.push(`token-${issued.length + 1} for ${new URL(incoming.url!, "http://x").searchParams.get("audience")}`);
    outgoing.end(JSON.stringify({ token: issued.at(-1), seconds: 3_600 }));
  });
  await once(issuer.listen(0, "127.0.0.1"), "listening");
  const guarded = await door({
    // the first token is no longer worth anything
    refuse: ({ authorization }) => (authorization === "Bearer token-2 for mlflow" ? null : 401),
    headers: { authorization: basic },
  });
  workspace = new Workspace({ MLFLOW_TRACKING_URI: guarded });
  const block = blocksOf("docs/connections.md").find(({ text }) => text.startsWith("// headers.ts"))!;
  workspace.write("headers.ts", block.text);
  const { port } = issuer.address() as AddressInfo;
  workspace.write(
    "conf/base/mlflow.yml",
    [
      "server:",
      "  credentials: issuer",
      "  request_header_provider: {type: ./headers.ts, pass_context: true, init_kwargs: {audience: mlflow}}",
    ].join("\n"),
  );
  writeLocal("credentials.yml", `issuer: {TOKEN_ISSUER: "http://127.0.0.1:${port}"}\n`);
  try {
    await workspace.run(logLoss);
    expect(await delivered()).toEqual({ loss: 0.5 });
    expect(issued).toEqual(["token-1 for mlflow", "token-2 for mlflow"]);
    expect(allThatIsWritten()).not.toContain("token-2");
  } finally {
    issuer.close();
  }
});

it("an SQLite file elsewhere is served by a server that is started for it", async () => {
  workspace = new Workspace();
  workspace.write("conf/base/mlflow.yml", "server: {mlflow_tracking_uri: 'sqlite:///store/runs.db'}\n");
  await workspace.run(logLoss);
  const [report] = await workspace.sync();
  expect(report).toMatchObject({ queued: 0, trackingUri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  expect(existsSync(join(workspace.projectRoot, "store", "runs.db"))).toBe(true);
  expect(existsSync(join(workspace.projectRoot, "mlflow.db"))).toBe(false);
  const answer = await fetch(`${report!.trackingUri}/api/2.0/mlflow/runs/get?run_id=${report!.mlflowRunId}`);
  expect(answer.status).toBe(200);
});
