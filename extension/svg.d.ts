/** The build reads an SVG file as its text. */
declare module "*.svg" {
  const source: string;
  export default source;
}
