export { followedKernel, noteFollowedKernel, type FollowedKernel } from "./followed-kernels";
export { giveWay } from "./give-way";
export { readJsonFile, writeJsonFile } from "./json-file";
export { onJsonLine, sendJsonLine } from "./json-lines";
export { addKernelRun, kernelRuns, kernelRunsDirectory, type KernelRun } from "./kernel-runs";
export { identityOf, isAlive, untilEnded, type ProcessIdentity } from "./process-identity";
export { runtimeDirectory, shipperSocketPath } from "./runtime-directory";
