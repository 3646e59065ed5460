import { defineConfig } from "@playwright/test";

import { findChromium } from "../../scripts/lib/chromium.mjs";

const executablePath = findChromium();
if (executablePath === undefined) {
  throw new Error("No Chromium was found: npm test installs it or says how to; or set CHROMIUM_PATH.");
}

/** The whole of Trackside as a person uses it: JupyterLab, kernel and MLflow are real, in the Chromium of the system. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  outputDir: "../../test-results",
  timeout: 180_000,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: {
      pathTemplate: "{testDir}/pictures/{arg}{ext}",
      // edges of letters and lines differ a little from one release of Chromium to the next
      maxDiffPixelRatio: 0.002,
    },
  },
  forbidOnly: process.env["CI"] !== undefined,
  workers: 1,
  use: {
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1440, height: 900 },
    // its pictures of all elements with each step take longer than most steps: ask for it by --trace on
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
    },
  },
});
