import type * as TypeScript from "@tslab/typescript-for-tslab";

/** The TypeScript compiler that cells are compiled by. */
export type Compiler = typeof TypeScript;

/** The compiler, which takes a second to load: a kernel has it anyway, a script never needs it. */
export function lazyCompiler(): Compiler {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- TypeScript has no lazy import that is synchronous
  return require("@tslab/typescript-for-tslab") as Compiler;
}
