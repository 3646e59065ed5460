import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { projectEnvironment } from "./environment.mjs";
import { freePort } from "./ports.mjs";
import { step } from "./progress.mjs";
import { startServer } from "./server-process.mjs";

const bucket = "artifacts";

/** What the storage is opened with; it asks for something, and takes anything. */
const storageCredentials = {
  AWS_ACCESS_KEY_ID: "tests",
  AWS_SECRET_ACCESS_KEY: "tests",
  AWS_DEFAULT_REGION: "us-east-1",
};

/**
 * Starts MLflow on a database of its own twice, with artifacts on disk and with artifacts in an S3 storage.
 * @param {{mlflowPrograms: string, storagePrograms: string}} programs folders
 */
export async function startCompatServers({ mlflowPrograms, storagePrograms }) {
  const folder = mkdtempSync(path.join(tmpdir(), "trackside-compat-"));
  const servers = [];
  const start = async (options) => {
    const server = await startServer({ ...options, folder });
    servers.push(server);
    return server.uri;
  };
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return await step("Starting its servers", async () => {
      const storageUri = await start(await storage(storagePrograms));
      await fetch(`${storageUri}/${bucket}`, { method: "PUT" });
      const [uri, storageServerUri] = await Promise.all([
        start(await mlflow(mlflowPrograms, "disk", path.join(folder, "mlartifacts"))),
        start(
          await mlflow(mlflowPrograms, "s3", `s3://${bucket}/root`, {
            ...storageCredentials,
            MLFLOW_S3_ENDPOINT_URL: storageUri,
          }),
        ),
      ]);
      return { uri, storageServerUri, storageUri, stop };
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function storage(programs) {
  const port = await freePort();
  return {
    name: "storage",
    program: path.join(programs, "moto_server"),
    args: ["--host", "127.0.0.1", "--port", String(port)],
    uri: `http://127.0.0.1:${port}`,
    health: "/",
    env: projectEnvironment(),
  };
}

async function mlflow(programs, name, artifacts, settings = {}) {
  const port = await freePort();
  const environment = projectEnvironment();
  return {
    name,
    program: path.join(programs, "mlflow"),
    args: [
      ...["server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"],
      ...["--backend-store-uri", `sqlite:///${name}.db`, "--artifacts-destination", artifacts],
      // the default of all but MLflow 1
      ...["--serve-artifacts", "--default-artifact-root", "mlflow-artifacts:/"],
    ],
    uri: `http://127.0.0.1:${port}`,
    health: "/health",
    env: {
      ...environment,
      ...settings,
      // its own programs first: it starts gunicorn or uvicorn by name
      PATH: [programs, environment.PATH].join(path.delimiter),
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: "false",
      MLFLOW_TRACKING_URI: "",
    },
  };
}
