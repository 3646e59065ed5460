import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

import { setupFolder, sitePackages, venv, venvPython } from "../../../scripts/lib/paths.mjs";
import { runQuietly } from "../../../scripts/lib/run.mjs";

/** What our wheel brings into an environment, the packages that it asks for included. */
const wiring = /^(jupyterlab[_-]trackside|jupyter[_-]server[_-]proxy|trackside|@jupyterhub)/;

/**
 * Makes an environment of links to all that is installed in the checkout's, or to all but our wiring. With it and
 * without it, the same files are loaded in the same way.
 * @param {{withWiring: boolean}} options
 * @returns {Promise<string>} its Python
 */
export async function linkedEnvironment({ withWiring }) {
  const folder = path.join(setupFolder, "bench", withWiring ? "jupyter-with-wiring" : "jupyter-without-wiring");
  rmSync(folder, { recursive: true, force: true });
  await runQuietly("venv-bench-jupyter", venvPython, ["-m", "venv", "--without-pip", folder]);
  const wanted = (name) => withWiring || !wiring.test(name);
  link(sitePackages(), path.join(folder, path.relative(venv, sitePackages())), wanted, 0);
  for (const shared of ["etc/jupyter", "share/jupyter"]) {
    link(path.join(venv, shared), path.join(folder, shared), wanted, 1);
  }
  return path.join(folder, path.relative(venv, venvPython));
}

/** Links what is wanted of a folder; of its folders too where `depth` is more than 0. */
function link(source, target, wanted, depth) {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [path.join(source, entry.name), path.join(target, entry.name)];
    if (!wanted(entry.name) || existsSync(to)) {
      continue;
    }
    if (depth > 0 && entry.isDirectory()) {
      link(from, to, wanted, depth - 1);
    } else {
      symlinkSync(from, to);
    }
  }
}
