import { chromium } from "@playwright/test";

import { findChromium } from "../../../scripts/lib/chromium.mjs";
import { SetupError } from "../../../scripts/lib/setup-error.mjs";

const viewport = { width: 1440, height: 900 };
const actionTimeoutMs = 120_000;

/**
 * Works in a Chromium of its own.
 * @template T
 * @param {(browser: import("@playwright/test").Browser) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inBrowser(work) {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new SetupError("No Chromium was found to measure the panel in: npm test installs it; or set CHROMIUM_PATH.");
  }
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A page that has nothing in its cache. */
export async function freshPage(browser) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(actionTimeoutMs);
  return page;
}

/** A notebook in JupyterLab, and the run panel beside it. */
export class NotebookPage {
  /** @param {import("@playwright/test").Page} page */
  constructor(page) {
    this.page = page;
    this.panel = page.getByRole("region", { name: "Run" });
  }

  async open(address) {
    await this.page.goto(address);
    await this.page.locator(".jp-NotebookPanel .jp-Cell").first().waitFor();
    await this.page.getByText(/^TypeScript \(Trackside\) \| (Idle|Busy)/).waitFor();
  }

  cell(index) {
    return this.page.locator(".jp-Notebook .jp-CodeCell").nth(index);
  }

  async start(index) {
    await this.cell(index).locator(".jp-InputPrompt").click();
    await this.page.keyboard.press("Control+Enter");
  }

  /** Resolves when the kernel is done with a cell. */
  async finished(index) {
    await this.cell(index)
      .locator(".jp-InputPrompt")
      .filter({ hasText: /\[\d+\]/ })
      .waitFor();
  }

  async run(index) {
    await this.start(index);
    await this.finished(index);
  }

  /** Shows the panel, or hides it. */
  async togglePanel() {
    await this.page.locator('.jp-NotebookPanel-toolbar [data-command="trackside:toggle-panel"]').click();
  }
}
