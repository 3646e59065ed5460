/* Written in the syntax of Node 12, see entry.mjs. */

/** The oldest Node that undici 7 runs on; `engines` in package.json says the same. */
export const oldestNode = "20.18.1";

/**
 * Tells what is wrong with a version of Node, or nothing.
 * @param {string} version as in `process.versions.node`
 * @returns {string} empty when the version is new enough
 */
export function missingNodeMessage(version) {
  if (compareVersions(version, oldestNode) >= 0) {
    return "";
  }
  return (
    "Trackside needs Node " +
    oldestNode +
    " or newer; this is Node " +
    version +
    ".\n" +
    "Get a current one from nodejs.org, from your system's packages, or with `nvm install 22`, and try again."
  );
}

/**
 * Compares versions such as `3.10` and `3.9.1` number by number.
 * @param {string} left
 * @param {string} right
 * @returns {number} below, equal to or above zero
 */
export function compareVersions(left, right) {
  const leftParts = left.split(".").map(Number);
  const rightParts = right.split(".").map(Number);
  for (let index = 0; index < Math.max(leftParts.length, rightParts.length); index++) {
    const difference = (leftParts[index] || 0) - (rightParts[index] || 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
