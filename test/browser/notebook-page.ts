import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";

import { findExample } from "../../scripts/lib/example.mjs";

interface NotebookFile {
  readonly cells: readonly { readonly cell_type: string }[];
}

/**
 * How many code cells the example's notebook has: JupyterLab puts cells on the page only as they come near, so that
 * the page does not tell.
 */
export const exampleCells = notebookFile().cells.filter(({ cell_type: type }) => type === "code").length;

function notebookFile(): NotebookFile {
  const { folder, notebook } = findExample();
  return JSON.parse(readFileSync(join(folder, notebook), "utf8")) as NotebookFile;
}

/** What a person sees and does on JupyterLab's page: the notebook, its menus, and the run panel beside it. */
export class NotebookPage {
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole("region", { name: "Run", exact: true });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.page.locator(".jp-NotebookPanel .jp-Cell").first()).toBeVisible({ timeout: 90_000 });
    await expect(this.page.getByText("TypeScript (Trackside) | Idle")).toBeVisible({ timeout: 90_000 });
  }

  get cells(): Locator {
    return this.page.locator(".jp-Notebook .jp-CodeCell");
  }

  /** Runs one code cell, and waits until the kernel is done with it. */
  async runCell(index: number): Promise<void> {
    await this.startCell(index);
    await expect(this.prompt(index)).toHaveText(/\[\d+\]:/, { timeout: 60_000 });
  }

  async startCell(index: number): Promise<void> {
    const cell = this.cells.nth(index);
    await cell.scrollIntoViewIfNeeded();
    await cell.locator(".jp-InputPrompt").click();
    await this.page.keyboard.press("Control+Enter");
  }

  /** Puts code into a new cell below the last one, and runs it. */
  async runNew(code: string): Promise<void> {
    await this.cells.nth(exampleCells - 1).scrollIntoViewIfNeeded();
    await this.cells.last().locator(".jp-InputPrompt").click();
    await this.page.keyboard.press("b");
    const fresh = this.page.locator(".jp-Notebook .jp-CodeCell.jp-mod-active");
    await expect(fresh.locator(".cm-content")).toHaveText("");
    await this.page.keyboard.press("Enter");
    await this.page.keyboard.insertText(code);
    await this.page.keyboard.press("Control+Enter");
  }

  prompt(index: number): Locator {
    return this.cells.nth(index).locator(".jp-InputPrompt");
  }

  async menu(menu: string, ...items: readonly (string | RegExp)[]): Promise<void> {
    await this.page.getByRole("menuitem", { name: menu, exact: true }).click();
    for (const item of items) {
      await this.page.locator(".lm-Menu-item").filter({ hasText: item }).first().click();
    }
  }

  /** The badge in the panel that says how the run stands. */
  status(): Locator {
    return this.panel.locator(".trackside-StatusBadge");
  }

  async expectStatus(status: "RUNNING" | "FINISHED" | "FAILED" | "KILLED"): Promise<void> {
    await expect(this.status()).toHaveAttribute("data-status", status, { timeout: 60_000 });
  }

  async openTab(tab: "overview" | "metrics" | "pipeline" | "artifacts" | "compare"): Promise<void> {
    await this.panel.locator(`[data-tab="${tab}"]`).click();
  }

  metric(key: string): Locator {
    return this.panel.locator(`[data-metric="${key}"]`);
  }
}
