import { memo, useEffect, useRef, useState, type JSX } from "react";

import { onThemeChange } from "../common";
import { drawMap, mapColors, type MapContent } from "./mapdrawing";

/**
 * The graph from so far away that its items are only colours: thousands of elements would hold the page up whenever one is
 * moved or changes. It takes no pointer and no key: what is around it does.
 */
export const GraphMap = memo(function GraphMap({ content }: { content: MapContent }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [theme, setTheme] = useState(0);
  const { width, height } = content.size;

  useEffect(
    () =>
      onThemeChange(() => {
        setTheme((count) => count + 1);
      }),
    [],
  );
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      const context = element?.getContext("2d");
      if (element !== null && context) {
        const ratio = window.devicePixelRatio;
        resize(element, Math.round(width * ratio), Math.round(height * ratio));
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        drawMap(context, content, mapColors(element));
      }
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [content, width, height, theme]);

  return <canvas ref={canvas} className="trackside-Graph-map" aria-hidden="true" style={{ width, height }} />;
});

/** Setting a canvas's size clears it, also when it is the same. */
function resize(element: HTMLCanvasElement, width: number, height: number): void {
  if (element.width !== width || element.height !== height) {
    Object.assign(element, { width, height });
  }
}
