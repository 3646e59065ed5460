export { TracksideError, type TracksideErrorOptions } from "./trackside-error";
export { problemOf } from "./problem-of";
export { nearestMatch, suggestName } from "./nearest-match";
