import path from "node:path";

import { venv, venvBin } from "./paths.mjs";

/**
 * The environment in which everything of the project runs: the project's Python first, and no usage reports sent.
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(base = process.env) {
  // Windows calls it Path; a second spelling beside it would be ignored
  const pathName = Object.keys(base).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const environment = {
    ...base,
    [pathName]: [venvBin, base[pathName]].filter(Boolean).join(path.delimiter),
    VIRTUAL_ENV: venv,
    MLFLOW_DISABLE_TELEMETRY: "true",
    DO_NOT_TRACK: "true",
  };
  // either would send Python to packages other than the project's
  delete environment.PYTHONHOME;
  delete environment.PYTHONPATH;
  return environment;
}
