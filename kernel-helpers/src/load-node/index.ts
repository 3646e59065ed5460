export { loadNode } from "./load-node";
