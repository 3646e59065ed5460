import axe from "axe-core";

export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Parts whose content is cut without a sign that there is more, and a page that scrolls sideways, in words. */
export function cutParts(): string[] {
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  // the graph's canvas is a window onto what is larger: it is panned
  const cut = [...document.querySelectorAll("main, main *:not(.trackside-Graph-canvas)")]
    // what stays within its width needs no look at its style, which costs the most
    .filter(({ clientWidth, scrollWidth }) => clientWidth > 1 && scrollWidth > clientWidth + 1)
    .filter((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element);
      return textOverflow !== "ellipsis" && !["auto", "scroll", "visible"].includes(overflowX);
    })
    .map(({ className, scrollWidth, clientWidth }) => `${className}: ${scrollWidth} in ${clientWidth} pixels`);
  return sideways > 0 ? [...cut, `the page scrolls sideways by ${sideways} pixels`] : cut;
}

/** Elements that run, load or send something, with all that is closed opened. */
export async function plantedParts(): Promise<string[]> {
  document.querySelectorAll<HTMLElement>('main [aria-expanded="false"]').forEach((closed) => closed.click());
  await nextFrame();
  const acting = "script, iframe, object, embed, base, meta, link, style, form[action]";
  return [...document.querySelectorAll("main")]
    .flatMap((main) => [...main.querySelectorAll(acting)])
    .map(({ outerHTML }) => outerHTML);
}

/**
 * What of a colour hardly stands out from the page behind it.
 *
 * @param property - that the parts are seen by.
 */
export function faintParts(selector: string, property: "color" | "fill" | "stroke" | "backgroundColor"): string[] {
  const parts = [...document.querySelectorAll(`main :is(${selector})`)];
  const behind = luminance(getComputedStyle(document.querySelector("main") ?? document.body).backgroundColor);
  const contrast = (color: string): number => {
    const [low = 0, high = 0] = [luminance(color), behind].sort((left, right) => left - right);
    return (high + 0.05) / (low + 0.05);
  };
  return parts.length === 0
    ? [`${selector} is not there`]
    : parts
        .map((part) => getComputedStyle(part)[property])
        .filter((color) => contrast(color) < leastContrast)
        .map((color) => `${selector} is ${color}`);
}

/** As WCAG has it for what is no text. */
const leastContrast = 3;

/** How bright a colour is, from 0 to 1, as WCAG counts it. */
function luminance(color: string): number {
  const context = document.createElement("canvas").getContext("2d", { colorSpace: "srgb" });
  if (context === null) {
    return NaN;
  }
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * What keeps people out, in axe's words.
 *
 * @param rules - of axe's that are looked at. By default all, but for the heading of a page, which JupyterLab has.
 */
export async function seriousViolations(rules?: readonly string[]): Promise<string[]> {
  const { violations } = await axe.run(document, {
    // passes are counted too if one does not say so, and that takes most of the time
    resultTypes: ["violations"],
    ...(rules === undefined
      ? { rules: { "page-has-heading-one": { enabled: false } } }
      : { runOnly: { type: "rule", values: [...rules] } }),
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
