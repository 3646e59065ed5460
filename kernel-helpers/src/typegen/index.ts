export { defaultOutput, generateTypes, type GeneratedTypes } from "./project-types";
