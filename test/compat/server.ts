import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MlflowClient, type MlflowRun } from "../../kernel-helpers/src/mlflow-client";

/** What `npm run test:compat` says about the servers that it started. */
function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: these tests are run by npm run test:compat`);
  }
  return value;
}

/** Version of MLflow, for example `2.9.2`. */
export const mlflowVersion = setting("COMPAT_MLFLOW_VERSION");
/** A server with artifacts on its disk. */
export const serverUri = setting("COMPAT_SERVER_URI");
/** A server with artifacts in an S3 storage. */
export const storageServerUri = setting("COMPAT_STORAGE_SERVER_URI");
/** That storage itself, for a look past MLflow. */
export const storageUri = setting("COMPAT_STORAGE_URI");

let serial = 0;

/** A name that nothing else on the server has. */
export function uniqueName(what: string): string {
  return `${what} ${process.pid}-${Date.now()}-${serial++}`;
}

/** Tells whether the server is of this version or a later one. */
export function isFrom(version: string): boolean {
  const [left, right] = [mlflowVersion, version].map((text) => text.split(".").map(Number));
  const [major = 0, minor = 0] = left!;
  const [leastMajor = 0, leastMinor = 0] = right!;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Clients and folders that one file of tests uses. */
export class Fixture {
  readonly client: MlflowClient;
  readonly folder = mkdtempSync(join(tmpdir(), "trackside-compat-test-"));
  private experiment: Promise<string> | undefined;

  constructor(uri = serverUri, options: ConstructorParameters<typeof MlflowClient>[1] = {}) {
    this.client = new MlflowClient({ uri, credentials: {} }, options);
  }

  /** An experiment of the file's own. */
  experimentId(): Promise<string> {
    return (this.experiment ??= this.client.experiments.create(uniqueName("experiment")));
  }

  async newRun(tags: Readonly<Record<string, string>> = {}): Promise<MlflowRun> {
    const experimentId = await this.experimentId();
    return this.client.runs.create({ experimentId, name: uniqueName("run"), startTime: Date.now(), tags });
  }

  async close(): Promise<void> {
    await this.client.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** All items of a list that comes in pages. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}
