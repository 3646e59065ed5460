import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
// jest's own process has not what it gives each spec: the PATH on which MLflow is
import "./environment.cjs";
import { MlflowServer } from "./mlflow-server";

declare global {
  // A global of jest's own process, in which set-up and teardown run.
  var closeSharedMlflow: (() => Promise<void>) | undefined;
}

/** Tells jest's workers where they can ask for the MLflow that they share: none of it runs where no test does. */
export default async function setUp(): Promise<void> {
  let started: Promise<MlflowServer> | undefined;
  const desk = createServer((_, response) => {
    started ??= MlflowServer.start();
    started.then(
      ({ uri }) => response.end(uri),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  desk.listen(0, "127.0.0.1");
  await once(desk, "listening");
  process.env["SHARED_MLFLOW"] = `http://127.0.0.1:${(desk.address() as AddressInfo).port}`;
  globalThis.closeSharedMlflow = async () => {
    desk.close();
    // one that did not start has told so to who asked for it
    const server = await started?.catch(() => undefined);
    await server?.close();
  };
}
