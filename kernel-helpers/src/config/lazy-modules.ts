/**
 * Packages that only configuration needs, loaded at first use: a kernel starts 350 ms sooner without zod.
 * TypeScript has no lazy import that stays synchronous, hence `require`.
 */
/* eslint-disable @typescript-eslint/no-require-imports */

export function lazyYaml(): typeof import("yaml") {
  return require("yaml") as typeof import("yaml");
}

export function lazyZod(): typeof import("zod") {
  return require("zod") as typeof import("zod");
}
