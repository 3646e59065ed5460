export { TracksideError, type TracksideErrorOptions } from "./trackside-error";
export { nearestMatch, suggestName } from "./nearest-match";
