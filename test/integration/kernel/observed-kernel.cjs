// The kernel as `trackside kernel` starts it, with an observer that writes down what it is told instead of tracking.
const { appendFileSync } = require("node:fs");
const { join } = require("node:path");
const { setTimeout: wait } = require("node:timers/promises");

const [repository, journal, connectionFile] = process.argv.slice(2);
const { startKernel } = require(join(repository, "kernel-helpers", "dist", "kernel"));

const note = (entry) => appendFileSync(journal, `${JSON.stringify(entry)}\n`);

startKernel({
  connectionFile,
  typedProject: join(process.cwd(), "..", "trackside-project.ts"),
  observer: {
    cellStarted: (cell) => {
      note({ event: "started", ...cell });
      if (cell.source.includes("the observer fails")) {
        throw new Error("an observer's own mistake");
      }
    },
    cellEnded: (cell, { locals, ...outcome }) =>
      note({ event: "ended", executionCount: cell.executionCount, ...outcome, locals: Object.keys(locals) }),
    kernelStopping: async (stop) => {
      note({ event: "asked to stop", ...stop });
      await wait(50);
      note({ event: "stopping", ...stop });
    },
  },
  commTargets: {
    echo: (comm, opening) => {
      comm.send({ opened: opening });
      return { message: (data) => comm.send({ echo: data }) };
    },
  },
});
