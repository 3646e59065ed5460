import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { Gallery, themes } from "./gallery.js";

const gallery = new Gallery();
const complaints: string[] = [];

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

/** Parts whose content is cut without a sign that there is more, in words. */
function cutParts(): string[] {
  return [...document.querySelectorAll("main, main *")]
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      const mayCut = textOverflow === "ellipsis" || ["auto", "scroll", "visible"].includes(overflowX);
      const isSeen = element.clientWidth > 1;
      return isSeen && !mayCut && element.scrollWidth > element.clientWidth + 1;
    })
    .map(({ className, scrollWidth, clientWidth }) => `${className}: ${scrollWidth} in ${clientWidth} pixels`);
}

test("no story runs or loads what a tracking server holds", async ({ page }) => {
  const asked: string[] = [];
  const stories = await gallery.open(page, "light");
  page.on("request", (request) => asked.push(request.url()));
  for (const { name } of stories.filter((story) => story.name.startsWith("hostile"))) {
    await gallery.show(page, name);
    await page.evaluate(() => {
      document.querySelectorAll<HTMLElement>('main [aria-expanded="false"]').forEach((closed) => closed.click());
    });
    const planted = page
      .locator("main")
      .locator("script, iframe, object, embed, base, meta, link, style, form[action]");
    await expect(planted, name).toHaveCount(0);
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
    for (const { name } of stories.filter((story) => theme === "light" || colourful.test(story.name))) {
      await gallery.show(page, name);
      const axe = new AxeBuilder({ page });
      // the themes differ in colours alone
      const { violations } = await (
        theme === "light" ? axe.disableRules(["page-has-heading-one"]) : axe.withRules(["color-contrast"])
      ).analyze();
      const serious = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
      expect.soft(serious, `${name} in ${theme}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
}

test("no story breaks its layout, narrow or wide", async ({ page }) => {
  for (const { name, wide } of await gallery.open(page, "light")) {
    for (const width of wide ? [600, 1400] : [250, 280, 350, 600]) {
      await gallery.show(page, name, width);
      expect.soft(await page.evaluate(cutParts), `${name} at ${width}`).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(sideways, `${name} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
  expect(complaints).toEqual([]);
});
