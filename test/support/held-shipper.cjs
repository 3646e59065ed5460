// Loaded before a program (NODE_OPTIONS=--require): a shipper starts no further than here until HELD_SHIPPER_GOES is a file.
const { existsSync, writeFileSync } = require("node:fs");

const go = process.env.HELD_SHIPPER_GOES;
if (process.argv[2] === "shipper") {
  writeFileSync(`${go}.held`, String(process.pid));
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(go)) {
    Atomics.wait(nothing, 0, 0, 10);
  }
}
