export { ParallelNodes } from "./parallel-nodes";
export { checkForWorkers } from "./project-nodes";
