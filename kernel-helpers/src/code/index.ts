export { lazyCompiler, type Compiler } from "./compiler";
export { outerNames, outerShorthands, parseCode, topLevel } from "./scopes";
