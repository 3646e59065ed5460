/**
 * Packages that only configuration needs, loaded at first use. valibot takes 12 ms and 3 MB of the user's process, where
 * zod takes 90 ms and 12 MB; js-yaml reads 100,000 nodes in a tenth of the time that `yaml` takes.
 * TypeScript has no lazy import that stays synchronous, hence `require`.
 */
/* eslint-disable @typescript-eslint/no-require-imports */

export function lazyYaml(): typeof import("js-yaml") {
  return require("js-yaml") as typeof import("js-yaml");
}

export function lazyMlflowSchema(): typeof import("./mlflow-schema") {
  return require("./mlflow-schema") as typeof import("./mlflow-schema");
}

export function lazyPicomatch(): typeof import("picomatch") {
  return require("picomatch") as typeof import("picomatch");
}

/** It holds a compiler. */
export function lazyJiti(): typeof import("jiti") {
  return require("jiti") as typeof import("jiti");
}

/**
 * Imports a package that is an ES module only: `import()` is compiled to `require` here, which Node 20 refuses for such.
 */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is constant; there is no other way past the compiler
export const importEsModule = new Function("name", "return import(name)") as (name: string) => Promise<unknown>;
