/** Colours of JupyterLab's themes that stand apart from one another, light and dark. */
const variables = [
  "--jp-brand-color1",
  "--jp-warn-color0",
  "--jp-success-color1",
  "--jp-mirror-editor-operator-color",
  "--jp-error-color1",
  "--jp-info-color1",
  "--jp-mirror-editor-number-color",
  "--jp-ui-font-color2",
] as const;

/** What a chart is drawn with, as the theme has it at the moment. */
export interface ChartColors {
  readonly line: (index: number) => string;
  readonly text: string;
  readonly grid: string;
  readonly background: string;
}

/** Reads the theme's colours where an element stands. */
export function chartColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || style.color;
  return {
    line: (index) => read(variables[index % variables.length] ?? variables[0]),
    text: read("--jp-ui-font-color2"),
    grid: read("--jp-border-color2"),
    background: read("--jp-layout-color1"),
  };
}

/** The same colour for a style sheet, which follows the theme by itself. */
export function lineColor(index: number): string {
  return `var(${variables[index % variables.length] ?? variables[0]})`;
}
