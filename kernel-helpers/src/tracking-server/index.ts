export { findFreePort } from "./free-port";
export {
  ensureLocalServer,
  findLocalServer,
  livingServers,
  stopLocalServer,
  type LocalServer,
  type LocalServerOptions,
} from "./local-server";
export { findMlflowCommand } from "./mlflow-command";
