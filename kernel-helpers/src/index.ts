export { TracksideError, type TracksideErrorOptions } from "./errors";
