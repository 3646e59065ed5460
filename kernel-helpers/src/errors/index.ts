export { TracksideError, type TracksideErrorOptions } from "./trackside-error";
