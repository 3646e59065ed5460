import { installedPackagesMatch } from "../../../scripts/lib/node-packages.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "kernel-helpers": { version: "0.1.0" },
    "node_modules/trackside": { link: true },
    "node_modules/react": { version: "18.3.1" },
    "node_modules/@swc/core-darwin-arm64": { version: "1.0.0", optional: true },
  },
};
const { "": _, "node_modules/@swc/core-darwin-arm64": _other, ...here } = wanted.packages;

test("what is installed matches when only packages of other platforms are left out", () => {
  expect(installedPackagesMatch(wanted, { packages: here })).toBe(true);
});

test.each([
  ["nothing is installed", undefined],
  ["a package has another version", { packages: { ...here, "node_modules/react": { version: "18.3.0" } } }],
  ["a package is missing", { packages: { "node_modules/trackside": { link: true } } }],
  ["a package is no longer wanted", { packages: { ...here, "node_modules/vue": { version: "3.0.0" } } }],
])("it does not match when %s", (_case, installed) => {
  expect(installedPackagesMatch(wanted, installed)).toBe(false);
});
