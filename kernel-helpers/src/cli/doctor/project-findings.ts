import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configEnvironment, loadMlflowConfig, loadParameters, openConfig } from "../../config";
import { deliveryReports } from "../../delivery";
import { findKedroProject, kedroRemarks } from "../kedro";
import { openWholeCatalog } from "../whole-catalog";
import { look, problem, type Finding } from "./finding";
import { pipelineFindings } from "./pipeline-findings";

/** What is to be said of a project's files. */
export async function projectFindings(root: string): Promise<Finding[]> {
  const environment = await look("environment", () => `conf/base and conf/${configEnvironment(root)}`);
  return [
    environment,
    // Nothing can be read where settings.ts does not load, or there is no such environment.
    ...(environment.state === "ok" ? await configFindings(root) : []),
    ...kedroFindings(root),
    recordingFinding(root),
    deliveryFinding(root),
  ];
}

async function configFindings(root: string): Promise<Finding[]> {
  return [
    await look("parameters", () => `${Object.keys(loadParameters(root).value).length} in conf/`),
    await look("mlflow.yml", () => `experiment "${loadMlflowConfig(root).experimentName}"`),
    ...otherEnvironments(root),
    ...catalogFindings(root),
    ...(await pipelineFindings(root)),
  ];
}

/** Environments beside the one in use: their files are read when somebody asks for them, which may be in production. */
function otherEnvironments(root: string): Finding[] {
  const used = configEnvironment(root);
  const names = readdirSync(join(root, "conf"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "base" && entry.name !== used)
    .map((entry) => entry.name);
  return names.flatMap((environment) => {
    try {
      const config = openConfig(root, { environment });
      config.getOrEmpty("parameters");
      config.getOrEmpty("catalog");
      return [];
    } catch (error) {
      return [problem(`conf/${environment}`, error)];
    }
  });
}

function catalogFindings(root: string): Finding[] {
  try {
    const catalog = openWholeCatalog(root);
    const names = catalog.list().filter((name) => catalog.isDeclared(name));
    const wrong = names.flatMap((name) => catalog.describe(name).problem ?? []);
    const seen = `${names.length - wrong.length} of ${names.length} datasets can be used`;
    return [
      { state: wrong.length === 0 ? "ok" : "warning", what: "catalog", seen },
      ...wrong.map((error) =>
        // In a project that Python runs, too, some datasets are not for us.
        problem("dataset", error, error.code === "catalog.python-only" ? "warning" : "problem"),
      ),
    ];
  } catch (error) {
    return [problem("catalog", error)];
  }
}

function kedroFindings(root: string): Finding[] {
  const kedro = findKedroProject(root);
  return (kedro ? kedroRemarks(kedro) : []).map(({ seen, fix }) => ({ state: "warning", what: "kedro", seen, fix }));
}

const leastSpace = 2 ** 30;

/** Whether records can be written down: by writing, as permissions alone do not tell. */
function recordingFinding(root: string): Finding {
  const folder = join(root, ".trackside");
  const what = "recording";
  const probe = join(existsSync(folder) ? folder : root, `.trackside-doctor-${process.pid}`);
  try {
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const fix = "Make room there, and give yourself the permission to write: nothing is recorded without.";
    return { state: "problem", what, seen: `${folder} cannot be written: ${(error as Error).message}`, fix };
  }
  const { bavail, bsize } = statfsSync(root);
  const free = bavail * bsize;
  const seen = `${(free / 2 ** 30).toFixed(1)} GiB are free`;
  return free < leastSpace
    ? { state: "warning", what, seen, fix: "Make room: what does not fit on the disk is not recorded." }
    : { state: "ok", what, seen };
}

function deliveryFinding(root: string): Finding {
  const reports = deliveryReports(root);
  const waiting = reports.filter(({ queued }) => queued > 0);
  const what = "runs";
  if (waiting.length === 0) {
    return { state: "ok", what, seen: reports.length === 0 ? "none yet" : `${reports.length}, all in MLflow` };
  }
  const reason = waiting.find((each) => each.reason !== null)?.reason;
  const seen = `${waiting.length} of ${reports.length} wait for MLflow${reason ? `: ${reason}` : ""}`;
  return { state: "warning", what, seen, fix: "Run trackside sync once the tracking server answers." };
}
