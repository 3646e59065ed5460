import { expect, test } from "@playwright/test";

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

test("nodes below a narrow cell say in full what went in and came out", async ({ page }) => {
  await gallery.open(page, "light");
  await gallery.show(page, "nodes below a cell", 280);
  const cut = await page
    .locator(".trackside-Flow *")
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.innerHTML),
    );
  expect(cut).toEqual([]);
});

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
