export { NotebookFollower, type FollowedKernels, type NotebookSource, type SessionSource } from "./notebookfollower";
export { trackedKernelName, type Subject } from "./subject";
