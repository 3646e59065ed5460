/** The build reads an SVG file as its text. */
declare module "*.svg" {
  const source: string;
  // eslint-disable-next-line import-x/no-default-export -- so the bundler gives it
  export default source;
}
