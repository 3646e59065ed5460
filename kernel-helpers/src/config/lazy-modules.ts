/**
 * Packages that only configuration needs, loaded at first use. valibot takes 12 ms and 3 MB of the user's process, where
 * zod takes 90 ms and 12 MB.
 * TypeScript has no lazy import that stays synchronous, hence `require`.
 */
/* eslint-disable @typescript-eslint/no-require-imports */

export function lazyYaml(): typeof import("yaml") {
  return require("yaml") as typeof import("yaml");
}

export function lazyValibot(): typeof import("valibot") {
  return require("valibot") as typeof import("valibot");
}
