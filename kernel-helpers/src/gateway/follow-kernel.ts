import { isAbsolute } from "node:path";
import type { IncomingMessage } from "node:http";
import { findProjectRoot, loadMlflowConfig, parseTrackingUri, recordedUri } from "../config";
import { kernelIdTag, kernelProcessTag, type KernelSettings } from "../messages";
import { noteFollowedKernel } from "../runtime";
import { kernelProcess } from "./abandoned-run";
import { readJsonBody, RefusedRequest } from "./request-body";

const longestStateBytes = 16 * 1024;

/**
 * Has the runs of a kernel followed that its own MLflow client starts.
 *
 * They are followed where the project has its runs, or in a database of this machine that the kernel uses already. Another
 * server is refused: what a browser says must not make the gateway ask, or sign in to, whatever machine.
 *
 * @param serverOf - the address of a project's own server, started where it does not run.
 * @returns what the kernel is to set.
 * @throws {@link RefusedRequest} and `TracksideError` for what cannot be done, in words for a person.
 */
export async function followKernel(
  kernelId: string,
  request: IncomingMessage,
  serverOf: (projectRoot: string, database?: string) => Promise<string>,
): Promise<KernelSettings> {
  const { directory, trackingUri: own, process: told } = await readJsonBody(request, longestStateBytes);
  if (typeof directory !== "string" || !isAbsolute(directory) || (own !== null && typeof own !== "string")) {
    throw new RefusedRequest(400, "the body must say the kernel's directory and tracking URI");
  }
  const { root } = findProjectRoot(directory);
  const config = loadMlflowConfig(root);
  const { trackingUriOf } = await import("../tracking");
  const ofProject = trackingUriOf(process.env, config, root);
  const place = parseTrackingUri(own ?? ofProject, root, own === null ? root : directory);
  const trackingUri = recordedUri(place);
  const isOwnServer = place.kind === "local" || place.kind === "database";
  if (own !== null && trackingUri !== ofProject && !isOwnServer) {
    throw new RefusedRequest(
      400,
      `the notebook's runs go to ${trackingUri}, which is not where its project has them: set ` +
        `server.mlflow_tracking_uri to it in ${root}/conf/base/mlflow.yml`,
    );
  }
  const address = isOwnServer ? await serverOf(root, place.kind === "database" ? place.file : undefined) : trackingUri;
  noteFollowedKernel(kernelId, { projectRoot: root, trackingUri });
  const begunBy = kernelProcess(told);
  return {
    trackingUri: own === null ? address : null,
    experiment: own === null ? config.experimentName : null,
    tags: { [kernelIdTag]: kernelId, ...(begunBy === null ? {} : { [kernelProcessTag]: begunBy }) },
  };
}
