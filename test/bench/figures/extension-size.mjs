import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { root } from "../../../scripts/lib/paths.mjs";
import { figure } from "../harness/figure.mjs";

const bundle = "jupyterlab_trackside/labextension/static";

/** What the browser has to load for the extension. */
export const extensionSize = /** @type {import("../harness/figure.mjs").FigureSet} */ ({
  area: "panel",
  title: "size of the extension's JavaScript",
  peers: [],
  measure: async () => {
    const folder = path.join(root, bundle);
    const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));
    const bytes = scripts.map((name) => gzipSync(readFileSync(path.join(folder, name))).length);
    return [
      figure({
        name: "extension_javascript",
        value: bytes.reduce((sum, each) => sum + each, 0) / 1024,
        unit: "KiB",
        goal: { atMost: 120 },
        note: `${scripts.length} bundled files, gzipped`,
      }),
    ];
  },
});
