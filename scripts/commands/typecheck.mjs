import { tsc } from "../lib/paths.mjs";
import { exitOf } from "../lib/run.mjs";

/** Checks the types of everything: what is built, the tests, and these scripts by their comments. */
export async function main() {
  const checks = [
    ["-b", "kernel-helpers", "extension"],
    ["-p", "test"],
    ["-p", "scripts"],
  ];
  let failed = 0;
  for (const args of checks) {
    failed += (await exitOf(process.execPath, [tsc, ...args])) === 0 ? 0 : 1;
  }
  return failed > 0 ? 1 : 0;
}
