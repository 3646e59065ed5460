import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { step } from "./progress.mjs";
import { root } from "./paths.mjs";
import { outputOf, runQuietly } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/** Installs what package-lock.json names, unless exactly that is installed. */
export async function ensureNodePackages() {
  if (installedPackagesMatch(readLock("package-lock.json"), readLock("node_modules/.package-lock.json"))) {
    return;
  }
  const npm = await outputOf("npm", ["--version"], { shell: process.platform === "win32" });
  if (npm.exit !== 0) {
    throw new SetupError(
      "npm was not found. It comes with Node from nodejs.org; on Debian and Ubuntu it is a package of its own:\n\n    apt install npm",
    );
  }
  await step("Installing npm packages (npm ci)", () =>
    runQuietly("npm-ci", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
  );
}

function readLock(file) {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? JSON.parse(readFileSync(absolute, "utf8")) : undefined;
}

/** @typedef {{packages: Record<string, {version?: string, optional?: boolean, link?: boolean}>}} PackageLock */

/**
 * Tells whether the packages that are installed are those of the lock file.
 * @param {PackageLock} wanted package-lock.json
 * @param {PackageLock | undefined} installed npm's own record in node_modules
 */
export function installedPackagesMatch(wanted, installed) {
  if (installed === undefined) {
    return false;
  }
  // the lock file lists the workspaces, too
  const inFolder = ({ packages }) => Object.keys(packages).filter((location) => location.includes("node_modules/"));
  const nothingMissing = inFolder(wanted).every((location) => {
    const { version, optional } = wanted.packages[location];
    const found = installed.packages[location];
    // an optional one is left out where it does not fit the platform
    return found === undefined ? optional === true : found.version === version;
  });
  return nothingMissing && inFolder(installed).every((location) => location in wanted.packages);
}
