import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.js";

/** Makes the pictures of README and docs: `npm run screenshots`. */
export default defineConfig({ ...tests, testMatch: "**/*.screenshots.ts" });
