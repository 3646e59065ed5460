import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "../../../kernel-helpers/src/gateway";
import { linkToPage } from "../../../kernel-helpers/src/gateway/mlflow-links";
import { MlflowClient } from "../../../kernel-helpers/src/mlflow-client";
import { removeFolder } from "../../support/remove-folder.mjs";
import { sharedMlflow } from "../../support/shared-mlflow";

const gateway = new Gateway();
let folder: string;
let mlflow: MlflowClient;
let runId: string;
/** Path of MLflow's UI behind the gateway. */
let page: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trackside-page-"));
  const trackingUri = await sharedMlflow();
  mlflow = new MlflowClient({ uri: trackingUri, credentials: {} });
  const experimentId = await mlflow.experiments.ensure("page of a run");
  const run = await mlflow.runs.create({ experimentId, name: "low tide", startTime: Date.now(), tags: {} });
  runId = run.info.run_id;
  page = `/${linkToPage({ projectRoot: folder, trackingUri }, experimentId, runId).replace(/\/#.*/, "")}`;
  await gateway.listen({ socket: join(folder, "gateway.sock") });
});
afterAll(async () => {
  await gateway.close();
  await mlflow.close();
  await removeFolder(folder);
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function ask(path: string, { method = "GET", headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const options = { socketPath: join(folder, "gateway.sock"), path: `${page}${path}`, method };
    const sent = request({ ...options, headers: { host: "jupyter.example", ...headers } }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

const rest = (what: string) => `/ajax-api/2.0/mlflow/${what}`;

/** Sets a tag, as MLflow's page does: what `headers` say replaces what that sends. */
function setTag(value: string, headers: Readonly<Record<string, string>> = {}) {
  const own = { "content-type": "application/json; charset=utf-8" };
  const body = JSON.stringify({ run_id: runId, key: "tide", value });
  return ask(rest("runs/set-tag"), { method: "POST", headers: { ...own, ...headers }, body });
}

const tide = async () => (await mlflow.runs.get(runId)).data.tags?.find(({ key }) => key === "tide")?.value;

it("shows MLflow's page and what it asks of the run", async () => {
  expect((await ask("/")).body).toContain("<title>MLflow</title>");
  expect(JSON.parse((await ask(rest(`runs/get?run_id=${runId}`))).body)).toMatchObject({
    run: { info: { run_name: "low tide" } },
  });
});

it.each<[string, Readonly<Record<string, string>>]>([
  ["of MLflow's page", { origin: "https://jupyter.example", "sec-fetch-site": "same-origin" }],
  ["of that page in a browser that tells its origin alone", { origin: "https://jupyter.example" }],
  ["of a tool, which tells neither", {}],
])("passes an edit on %s", async (whose, headers) => {
  expect((await setTag(whose, headers)).status).toBe(200);
  expect(await tide()).toBe(whose);
});

it.each<[string, Readonly<Record<string, string>>, number]>([
  ["by a page of another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
  ["by a page of another site that hides its origin", { "sec-fetch-site": "cross-site" }, 403],
  ["by a page of another subdomain", { "sec-fetch-site": "same-site", origin: "https://jupyter.example" }, 403],
  ["from another origin, by a browser that tells no more", { origin: "https://evil.example" }, 403],
  ["from this host at another port", { origin: "https://jupyter.example:8443" }, 403],
  ["from an origin that is none, as in a sandbox", { origin: "null" }, 403],
  ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["as a form with files", { "content-type": "multipart/form-data; boundary=x" }, 415],
  ["as plain text, which needs no leave of the browser", { "content-type": "text/plain" }, 415],
  ["as what only begins like JSON", { "content-type": "application/json-seq" }, 415],
  ["of a type that is not told", { "content-type": "" }, 415],
])("refuses an edit %s", async (_, headers, status) => {
  await setTag("ours");
  expect((await setTag("forged", headers)).status).toBe(status);
  expect(await tide()).toBe("ours");
});

it.each([
  ["to delete the run", "POST", rest("runs/delete")],
  ["to register a model", "POST", rest("registered-models/create")],
  ["to upload", "PUT", "/ajax-api/2.0/mlflow-artifacts/artifacts/x.txt"],
  ["the programs' own address of the same", "POST", "/api/2.0/mlflow/runs/delete"],
  ["to leave the page by dots", "POST", rest("runs/search/../delete")],
])("refuses %s, with a sentence that says why", async (_, method, path) => {
  const headers = { "content-type": "application/json" };
  const answer = await ask(path, { method, headers, body: JSON.stringify({ run_id: runId, name: "x" }) });
  expect(answer).toEqual({
    status: 403,
    body: expect.stringMatching(/do anything else at the tracking server itself/),
  });
  expect((await mlflow.runs.get(runId)).info.lifecycle_stage).toBe("active");
});
