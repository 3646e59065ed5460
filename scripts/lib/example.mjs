import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import { root } from "./paths.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} Example
 * @property {string} folder of the project
 * @property {string} notebook path inside that folder, with forward slashes
 */

/**
 * Finds the example that is opened: the first project in `examples/` with a notebook.
 * @param {string} [examples]
 * @returns {Example}
 */
export function findExample(examples = path.join(root, "examples")) {
  for (const name of existsSync(examples) ? readdirSync(examples).sort() : []) {
    const folder = path.join(examples, name);
    const notebook = existsSync(path.join(folder, "conf/base")) ? firstNotebook(folder) : undefined;
    if (notebook !== undefined) {
      return { folder, notebook };
    }
  }
  throw new SetupError(`No example was found: ${examples} has no project with conf/base and a notebook.`);
}

function firstNotebook(folder) {
  for (const place of ["notebooks", ""]) {
    const absolute = path.join(folder, place);
    const names = existsSync(absolute) ? readdirSync(absolute).sort() : [];
    const notebook = names.find((name) => name.endsWith(".ipynb"));
    if (notebook !== undefined) {
      return path.posix.join(place, notebook);
    }
  }
  return undefined;
}
