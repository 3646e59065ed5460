/** The package has types for its main file alone; both have the same functions. */
declare module "crc-32/crc32c" {
  export { buf } from "crc-32";
}
