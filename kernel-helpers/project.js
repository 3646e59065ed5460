"use strict";

// What the module that `trackside typegen` writes does when it runs; its types are the project's, and the kernel finds them.
module.exports = require("./dist/typed").typed();
