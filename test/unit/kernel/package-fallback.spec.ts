import { join, resolve } from "node:path";
import { addTypeFallbacks, typeFallbacks } from "../../../kernel-helpers/src/kernel/cells";

/** A file system that has the kernel's own package and nothing else. */
function fileSystem() {
  const files = new Map([["/opt/trackside/package.json", "{}"]]);
  return {
    readFile: (path: string) => files.get(path),
    fileExists: (path: string) => files.has(path),
    directoryExists: (path: string) => [...files.keys()].some((file) => file.startsWith(`${path}/`)),
    getDirectories: (path: string): string[] => (path === "/home" ? ["me"] : []),
    realpath: (path: string) => path,
  };
}

it("lets the compiler find a package where none is installed, and resolves it to the real one", () => {
  const system = fileSystem();
  addTypeFallbacks(system, [{ virtual: "/node_modules/trackside", real: "/opt/trackside" }]);
  expect(system.directoryExists("/node_modules")).toBe(true);
  expect(system.directoryExists("/node_modules/trackside")).toBe(true);
  expect(system.fileExists("/node_modules/trackside/package.json")).toBe(true);
  expect(system.readFile("/node_modules/trackside/package.json")).toBe("{}");
  expect(system.realpath("/node_modules/trackside/package.json")).toBe("/opt/trackside/package.json");
  expect(system.getDirectories("/node_modules")).toEqual(["trackside"]);
});

it("touches nothing else", () => {
  const system = fileSystem();
  addTypeFallbacks(system, [{ virtual: "/node_modules/trackside", real: "/opt/trackside" }]);
  expect(system.fileExists("/node_modules/trackside-extra/package.json")).toBe(false);
  expect(system.directoryExists("/home")).toBe(false);
  expect(system.getDirectories("/home")).toEqual(["me"]);
  expect(system.realpath("/home/x")).toBe("/home/x");
});

it("puts the package at the root of the file system, so that every nearer copy wins", () => {
  const folder = resolve("some", "notebooks");
  expect(typeFallbacks(join("/opt", "trackside"), folder)[0]).toEqual({
    virtual: "/node_modules/trackside",
    real: "/opt/trackside",
  });
});
