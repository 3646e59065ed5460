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
