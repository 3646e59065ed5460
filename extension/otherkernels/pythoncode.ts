import { kernelProcessTag, type KernelSettings } from "trackside/lib/messages";

/** What was set by us is not the notebook's own choice: the server may have another address by the next time. */
const givenVariable = "TRACKSIDE_GIVEN_TRACKING_URI";

/**
 * Python that answers with the gateway's `KernelState`. A run that is open goes on where it began: so the place of that one
 * counts as chosen. MLflow is not imported for it: that takes seconds, in which no cell runs.
 */
export const stateCode = `
import os, socket, sys
uri = os.environ.get("MLFLOW_TRACKING_URI") or None
if uri == os.environ.get("${givenVariable}"):
    uri = None
    mlflow = None
else:
    mlflow = sys.modules.get("mlflow")
if uri is None and hasattr(mlflow, "active_run") and mlflow.active_run() is not None:
    uri = mlflow.get_tracking_uri()
process = {"host": socket.gethostname(), "pid": os.getpid()}
answer = {"directory": os.getcwd(), "trackingUri": uri, "process": process}
`;

/**
 * Python that has MLflow's client log where it should and tag every run that it starts, by the variable that it reads for
 * that at each start. What the kernel has started just before is tagged, too. Settings of a process before a restart do not
 * say which process this is.
 *
 * @see mlflow.tracking.context.system_environment_context
 */
export function settingsCode(settings: KernelSettings): string {
  return `
import os, sys
given = json.loads(${JSON.stringify(JSON.stringify(settings))})
if given["trackingUri"] is not None:
    os.environ["MLFLOW_TRACKING_URI"] = os.environ["${givenVariable}"] = given["trackingUri"]
if given["experiment"] is not None and "MLFLOW_EXPERIMENT_ID" not in os.environ:
    os.environ.setdefault("MLFLOW_EXPERIMENT_NAME", given["experiment"])
process = json.loads(given["tags"].get("${kernelProcessTag}", "null"))
if process is not None and process["pid"] != os.getpid():
    del given["tags"]["${kernelProcessTag}"]
tags = json.loads(os.environ.get("MLFLOW_RUN_CONTEXT") or "{}")
os.environ["MLFLOW_RUN_CONTEXT"] = json.dumps({**tags, **given["tags"]})
mlflow = sys.modules.get("mlflow")
if hasattr(mlflow, "MlflowClient"):
    try:
        for run in filter(None, (mlflow.active_run(), mlflow.last_active_run())):
            for key, value in given["tags"].items():
                mlflow.MlflowClient().set_tag(run.info.run_id, key, value)
    except Exception:
        pass  # it is in another place, or its server does not answer: runs that are started from now on are followed
answer = None
`;
}
