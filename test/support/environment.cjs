const fs = require("node:fs");
const path = require("node:path");

// What `npm test` sets too; here as well, so that a single test run by jest alone finds the same Python and MLflow.
const root = path.resolve(__dirname, "../..");
const folder = path.join(root, ".venv", process.platform === "win32" ? "Scripts" : "bin");
const searchPath = process.env.PATH ?? "";
if (fs.existsSync(folder) && !searchPath.split(path.delimiter).includes(folder)) {
  process.env.PATH = [folder, searchPath].join(path.delimiter);
}
process.env.MLFLOW_DISABLE_TELEMETRY = "true";
process.env.DO_NOT_TRACK = "true";
