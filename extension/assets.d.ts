/** The build reads an SVG file as its text. */
declare module "*.svg" {
  const source: string;
  export default source;
}

/** The build reads a style sheet as its text where it is called so, and without loaders where that is asked for. */
declare module "*.css" {
  const source: string;
  export default source;
}
