export type { MadeBy, ProjectTypes } from "./project-types";
export { typed, type TypedParams, type TypedProject, type TypedRun, type TypedRunOptions } from "./typed";
export type { TypedCatalog } from "./typed-catalog";
export type { TypedNode } from "./typed-node";
