import { expect, test, type Locator } from "@playwright/test";

import type { GalleryWindow } from "../gallery/page";
import { Gallery, themes } from "./gallery.js";

const gallery = new Gallery();
const complaints: string[] = [];

// a trace takes a copy of the page at each step, of which there are hundreds
test.use({ trace: "off" });
test.beforeAll(() => gallery.start());
test.afterAll(() => gallery.stop());
test.beforeEach(({ page }) => {
  complaints.length = 0;
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(message.text());
    }
  });
});

test("no story runs or loads what a tracking server holds", async ({ page }) => {
  const asked: string[] = [];
  const stories = await gallery.open(page, "light");
  page.on("request", (request) => asked.push(request.url()));
  for (const { name } of stories.filter((story) => story.name.startsWith("hostile"))) {
    await gallery.show(page, name);
    const planted = await page.evaluate(() => (window as unknown as GalleryWindow).galleryLooks.plantedParts());
    expect(planted, name).toEqual([]);
  }
  expect(await page.evaluate(() => (window as { hostile?: number }).hostile)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(complaints).toEqual([]);
});

for (const theme of themes) {
  test(`every story is accessible in the theme ${theme}`, async ({ page }) => {
    const stories = await gallery.open(page, theme);
    // these two have all the colours that there are
    const colourful = /^(?:second attempt|failed), /;
    // the themes differ in colours alone
    const rules = theme === "light" ? undefined : ["color-contrast"];
    for (const { name } of stories.filter((story) => theme === "light" || colourful.test(story.name))) {
      await gallery.show(page, name);
      const serious = await page.evaluate(
        (wanted) => (window as unknown as GalleryWindow).galleryLooks.seriousViolations(wanted),
        rules,
      );
      expect.soft(serious, `${name} in ${theme}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
}

test("no story breaks its layout, narrow or wide", async ({ page }) => {
  const stories = await gallery.open(page, "light");
  // width by width: another size of the window is laid out anew
  for (const width of [250, 280, 350, 600, 1400]) {
    for (const { name } of stories.filter(({ wide }) => (wide ? [600, 1400] : [250, 280, 350, 600]).includes(width))) {
      await gallery.show(page, name, width);
      const cut = await page.evaluate(() => (window as unknown as GalleryWindow).galleryLooks.cutParts());
      expect.soft(cut, `${name} at ${width}`).toEqual([]);
    }
  }
  expect(complaints).toEqual([]);
});

test("choices that open below a button stay within a narrow and low tab", async ({ page }) => {
  await gallery.open(page, "light");
  await gallery.show(page, "compare, wide", 380);
  const tab = page.locator("main");
  await tab.evaluate((element) => (element.style.height = "260px"));
  await tab.getByText("Columns", { exact: true }).click();
  const [outer, inner] = [await tab.boundingBox(), await tab.locator(".trackside-Disclosure-list").boundingBox()];
  expect(inner?.x).toBeGreaterThanOrEqual(0);
  expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual(outer?.width ?? 0);
  expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeLessThanOrEqual(outer?.height ?? 0);
});

test("attempts whose names are cut are told apart by what is left of them", async ({ page }) => {
  await gallery.open(page, "light");
  await gallery.show(page, "long names, overview", 250);
  const kept = page.locator(".trackside-AttemptRow .trackside-MiddleCut-kept");
  await expect(kept).toHaveText(["#2", "-27.ipynb"]);
  expect(await clipped(kept)).toEqual([]);
});

test("nodes below a narrow cell say in full what went in and came out", async ({ page }) => {
  await gallery.open(page, "light");
  await gallery.show(page, "nodes below a cell", 280);
  expect(await clipped(page.locator(".trackside-Flow *"))).toEqual([]);
});

/** What is in those of the parts that are narrower than what they hold. */
function clipped(parts: Locator): Promise<string[]> {
  return parts.evaluateAll((all) =>
    all.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.innerHTML),
  );
}

/** What tells something by no text: the story that has it, where it is, and what it is seen by. */
const meaningful = [
  ["second attempt, metrics", ".trackside-StatusIcon, .trackside-Delta, .trackside-Caret", "color"],
  ["second attempt, metrics", ".trackside-Sparkline-line", "stroke"],
  ["second attempt, metrics", ".trackside-Sparkline-end", "backgroundColor"],
  ["second attempt, metrics", ".jp-icon3", "fill"],
  ["failed, the node opened", ".trackside-StatusIcon", "color"],
  ["compare, wide", ".trackside-RunMark[data-compared=false]", "color"],
  ["compare, wide", ".trackside-RunPlot-axis line", "stroke"],
  ["compare, wide", ".trackside-RunPlot-axis text", "fill"],
  ["pipeline graph, wide", ".trackside-StatusIcon", "color"],
  ["pipeline graph, wide", ".trackside-Graph-edges path", "stroke"],
  ["pipeline graph, wide", ".trackside-Graph-edges text", "fill"],
] as const;

for (const scheme of ["light", "dark"] as const) {
  test(`nothing that tells something vanishes in ${scheme} colours of the system's own`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
    // the theme is the other way round: its colours are nothing to see by
    await gallery.open(page, scheme === "light" ? "dark" : "light");
    for (const [name, selector, property] of meaningful) {
      await gallery.show(page, name);
      const faint = await page.evaluate(
        (asked) => (window as unknown as GalleryWindow).galleryLooks.faintParts(...asked),
        [selector, property] as const,
      );
      expect.soft(faint, name).toEqual([]);
    }
    await gallery.show(page, "compare, wide");
    const colors = await page
      .locator(".trackside-RunTable [data-compared=true] .trackside-RunColor")
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundColor));
    expect(new Set(colors).size, "runs that are told apart").toBe(3);
    await gallery.show(page, "failed, the node opened");
    const chosen = page.getByRole("tab", { selected: true });
    const other = page.getByRole("tab", { selected: false }).first();
    const lineBelow = (tab: typeof chosen) => tab.evaluate((each) => getComputedStyle(each).borderBottomColor);
    expect(await lineBelow(chosen)).not.toBe(await lineBelow(other));
    expect(complaints).toEqual([]);
  });
}

for (const theme of ["light", "dark"] as const) {
  test(`what is pictured looks in the theme ${theme} as it did`, async ({ page }) => {
    const stories = await gallery.open(page, theme);
    test.skip(!(await gallery.hasFonts(page)), "the pictures show DejaVu's fonts, as Linux draws them");
    for (const { name } of stories.filter((story) => story.isPictured)) {
      await gallery.show(page, name);
      await expect.soft(page).toHaveScreenshot(`${name.replace(/\W+/g, "-")}-${theme}.png`);
    }
    expect(complaints).toEqual([]);
  });
}
