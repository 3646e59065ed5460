import { existsSync } from "node:fs";

import { findChromium } from "./chromium.mjs";
import { step } from "./progress.mjs";
import { runQuietly } from "./run.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * Finds a Chromium for the browser tests, or installs it where that needs no one's leave.
 * @returns {Promise<string>} path of the program
 * @throws {SetupError} saying how to get one
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) {
    return found;
  }
  if (process.env.CHROMIUM_PATH) {
    throw new SetupError(`CHROMIUM_PATH is ${JSON.stringify(process.env.CHROMIUM_PATH)}, and no such file exists.`);
  }
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await step("Installing Chromium (apt-get install chromium)", installWithApt);
  }
  const installed = findChromium();
  if (installed === undefined) {
    throw new SetupError(missingChromiumMessage());
  }
  return installed;
}

async function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runQuietly("apt-get-update", "apt-get", ["update"], { env });
  await runQuietly("apt-get-install", "apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
}

function missingChromiumMessage() {
  return (
    "The browser tests need Chromium or Chrome: install it (sudo apt install chromium, brew install --cask chromium) " +
    "or set CHROMIUM_PATH to one.\nThe other tests run without: npm test -- unit extension integration"
  );
}
